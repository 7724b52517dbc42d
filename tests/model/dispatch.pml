/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How one payout is sent once: two workers, the egress, the bank, the asker, two people who decide, and whatever may go
 * wrong between them. tests/model/run explores it exhaustively. tests/model/README.md says what is left out, and which
 * function performs each step here.
 *
 * Workers and the egress may stop, freeze or start again at any point and as often as they like: one that never goes on
 * is an interleaving, one that starts again is a `goto idle`. A transaction of the database is one atomic step. Times
 * are no numbers, only what they allow: half of an order number's window over (it is not sent again), all of it over
 * (the bank has forgotten the number and would execute it again).
 *
 * Variants, chosen on the command line:
 *   RESTORES=n  how often the database is set back to an earlier state: a failover that loses commits, an old backup
 *   SPLIT       a worker may stay connected to the server that was set aside (with RESTORES)
 *   STANDBY     the earlier state is a synchronous standby's: its promotion raises no quarantine (with RESTORES)
 *   ONCE        the channel promises no de-duplication: the bank executes every request, and nothing is sent twice
 *   REFUSALS    the bank keeps a record of what it refused
 *   QLIE, QLAG  the bank's query says "failed", or "not found", of what the bank has executed
 * M_... removes one rule; the exploration has to find a violation. A_... removes one assumption; the same.
 * REACH=R_... claims that something can never happen; the exploration has to refute it.
 * MONEY leaves only the checks about money, so that a mutant's consequence is more than that a rule was broken. */

#ifndef WORKERS
#define WORKERS 2
#endif
#define NUMBERS 2 /* order numbers: attempt n has the number n, because it is derived from the payout and n */
#ifdef ONCE
#define SENDS 1
#endif
#ifndef SENDS
#define SENDS 2 /* permits of one number */
#endif
#ifndef RESTORES
#define RESTORES 0
#endif
#if RESTORES > 0 && !defined(STANDBY)
#define LOSSY /* commits may be lost */
#endif

/* Of an attempt. */
#define NONE 0
#define PREPARED 1
#define ARMED 2
#define UNKNOWN 3
#define SETTLED 4
#define BURNT 5
/* Of the payout. */
#define PROCESSING 0
#define EXCEPTION 1
#define SUCCESS 2
#define RETURNED 3
/* Of a worker's connection through the egress to the bank. */
#define CLOSED 0
#define DIALLED 1
#define PERMITTED 2 /* the permit for it is in the database */
#define WRITTEN 3   /* and in the egress' journal */
#define SENT 4
#define UNSENT 5    /* closed, and certainly not a byte was sent on it */
/* Of a number, in the bank's book. */
#define ABSENT 0
#define REFUSED 1
#define PAID 2
/* Of a number's window. */
#define FIRST_HALF 0
#define SECOND_HALF 1
#define OVER 2
/* Of a permit, with STANDBY. */
#define HERE 0
#define ON_STANDBY 1
#define LOST 2

/* What must be possible. */
#define R_PAID_AT_FIRST 1
#define R_RESENT_PAYS 2
#define R_SECOND_PAYS 3
#define R_RETURNED 4
#define R_UNSENT_RETURNED 5
#define R_DUPLICATE 6
#define R_UNSENT_AGAIN 7
#define R_WINDOW_OVER 8
#define R_FENCED 9
#define R_SENT_AFTER_QUARANTINE 10
#define R_ADOPTED 11
#define R_OLD_SERVER_REFUSED 12
#define R_BARRIER_HOLDS 13
#define R_SENT_AFTER_PROMOTION 14
#define R_PAID_AFTER_QUARANTINE 15
#ifndef REACH
#define REACH 0
#endif
#define witness(what) assert(REACH != what)
#ifdef MONEY
#define check(what) skip
#else
#define check(what) assert(what)
#endif

#ifdef M_RANDOMREF
#define REFERENCES 3 /* one more: a lost number is not drawn again */
#else
#define REFERENCES NUMBERS
#endif

/* ---- the database ---- */
byte payout = PROCESSING;
byte current; /* the attempt that counts */
byte state[NUMBERS];
byte permits[NUMBERS];
bool isTimeLost[NUMBERS]; /* a permit is known from the egress' journal alone, so nobody knows when the first one was */
bool isBusy[WORKERS];     /* it has claimed and not let go */
bool hasToken[WORKERS];   /* the fence that this worker's claim gave it is still the payout's */
#ifdef LOSSY
bool isQuarantined;
bool isTimelineNew; /* the egress has not met the present timeline yet */
bool isKept;
#else
#define isQuarantined false
#define isTimelineNew false
#endif
#if RESTORES > 0
byte oldPayout = PROCESSING; /* an earlier state of it */
byte oldCurrent;
byte oldState[NUMBERS];
byte oldPermits[NUMBERS];
byte restores;
#endif
#ifdef STANDBY
byte durable[WORKERS]; /* that worker's permit */
#endif
#ifdef SPLIT
bool isAside[WORKERS]; /* connected to the server that was set aside */
#define isHere(w) (!isAside[w])
#else
#define isHere(w) true
#endif

/* ---- the egress ---- */
byte wire[WORKERS];
byte number[WORKERS];   /* of the order that the worker has claimed and the connection is for */
byte written[NUMBERS];  /* its journal: permits a number; survives everything */

#ifdef LOSSY
/* Nobody reads the journal any more once the last quarantine is over, so it is not kept on. */
#define isJournalLookedAt (restores < RESTORES || isTimelineNew || isQuarantined)
#else
#define isJournalLookedAt true
#endif

/* ---- the bank ---- */
byte requests[REFERENCES]; /* on their way or in its queues */
byte book[REFERENCES];
byte window[REFERENCES];
byte executions;

#ifdef M_RANDOMREF
bool isRedrawn;
#define reference(n) (isRedrawn && n == 0 -> 2 : n)
#else
#define reference(n) n
#endif

/* ---- what is looked at ---- */
#define isFinal (payout == SUCCESS || payout == RETURNED)
#define isOpen(w, n) (wire[w] >= PERMITTED && wire[w] <= SENT && number[w] == n)
#if WORKERS > 2
#define isQuiet(n) (requests[reference(n)] == 0 && !isOpen(0, n) && !isOpen(1, n) && !isOpen(2, n))
#else
#define isQuiet(n) (requests[reference(n)] == 0 && !isOpen(0, n) && !isOpen(1, n))
#endif
#ifdef A_WINDOW
#define mayForget(n) true
#else
#define mayForget(n) isQuiet(n)
#endif

#ifdef ONCE
#define isResendable(n) (permits[n] == 0)
#elif defined(M_NOWINDOW)
#define isResendable(n) true
#elif defined(M_NOTIMELOST)
#define isResendable(n) (permits[n] == 0 || isTimeLost[n] || window[reference(n)] == FIRST_HALF)
#else
#define isResendable(n) (permits[n] == 0 || (window[reference(n)] == FIRST_HALF && !isTimeLost[n]))
#endif

#if defined(M_NOQUIET)
#define areQuiet true
#elif defined(M_QUIETBANKONLY)
#define areQuiet (requests[reference(0)] == 0 && requests[reference(1)] == 0)
#elif defined(M_QUIETOURSONLY)
#define areQuiet (!isOpen(0, 0) && !isOpen(1, 0) && !isOpen(0, 1) && !isOpen(1, 1))
#elif defined(M_QUIETCURRENT)
#define areQuiet isQuiet(current)
#else
#define areQuiet (isQuiet(0) && isQuiet(1))
#endif
#ifdef M_DECIDEUNMET
#define isMet true
#else
#define isMet (!isTimelineNew)
#endif
#ifdef M_DECIDEQUARANTINED
#define isReleased true
#else
#define isReleased (!isQuarantined)
#endif
#define mayDecide (isReleased && isMet)
#ifdef M_UNSENTQUARANTINED
#define maySayUnsent true
#else
#define maySayUnsent mayDecide
#endif
#ifdef M_DECIDEEARLY
#define isDoubted(n) (state[n] == UNKNOWN || state[n] == ARMED)
#else
#define isDoubted(n) (payout == EXCEPTION && state[n] == UNKNOWN)
#endif
#ifdef M_SWEEPBLIND
#define isNeverArmed(n) (state[n] == PREPARED)
#else
#define isNeverArmed(n) (state[n] == PREPARED && permits[n] == 0)
#endif

/* The conditions of P4, each removable. */
#if defined(M_NOFENCE) || defined(M_NOTOKEN)
#define isFenced(w) true
#else
#define isFenced(w) (hasToken[w])
#endif
#if defined(M_NOFENCE) || defined(M_NOSTATE)
#define isPrepared(n) (state[n] != NONE)
#elif defined(M_NOPROCESSING)
#define isPrepared(n) (state[n] == PREPARED)
#else
#define isPrepared(n) (state[n] == PREPARED && payout == PROCESSING)
#endif
#ifdef M_GUARD_TOCTOU
#define isInTime(w, n) (couldAtClaim)
#else
#define isInTime(w, n) isResendable(n)
#endif
#ifdef M_ARMQUARANTINED
#define isArmingAllowed true
#else
#define isArmingAllowed (!isQuarantined)
#endif
#if defined(STANDBY) && !defined(M_NOBARRIER)
/* The last server has no standby any more. */
#define isDurable(w) (durable[w] == ON_STANDBY || (durable[w] == HERE && restores == RESTORES))
#else
#define isDurable(w) true
#endif
#define mayArm(w, n) (isFenced(w) && isPrepared(n) && isInTime(w, n) && permits[n] < SENDS && isArmingAllowed)

#ifdef QLIE
#define saysFailed(n) true
#else
#define saysFailed(n) (book[reference(n)] == REFUSED)
#endif
#ifdef QLAG
#define saysAbsent(n) true
#else
#define saysAbsent(n) (book[reference(n)] == ABSENT)
#endif
#define isOut(n) (state[n] == ARMED || state[n] == UNKNOWN || (state[n] == PREPARED && permits[n] > 0))
#define isResendState(n) (payout == EXCEPTION && state[n] == UNKNOWN)

/* ---- what happens to the payout ---- */
inline takeSuccess(n) {
    assert(state[n] != BURNT && payout != RETURNED); /* a number was given up, or the money back, and it is paid */
    assert(book[reference(n)] == PAID);              /* I5 */
    state[n] = SETTLED;
    payout = SUCCESS;
    if
    :: n == 0 && permits[0] == 1 -> witness(R_PAID_AT_FIRST)
    :: n == 0 && written[0] == 2 -> witness(R_RESENT_PAYS)
    :: n == 1 -> witness(R_SECOND_PAYS)
    :: !isJournalLookedAt -> witness(R_PAID_AFTER_QUARANTINE)
    :: else
    fi
}

inline doubt(n) {
    state[n] = UNKNOWN;
    if
    :: !isFinal -> payout = EXCEPTION
    :: else
    fi
}

inline giveBack() {
    payout = RETURNED;
    assert(executions == 0); /* money is given back that was paid */
    if
    :: permits[0] + permits[1] == 0 -> witness(R_UNSENT_RETURNED)
    :: else -> witness(R_RETURNED)
    fi
}

/* P13: the number is given up; another one, or the money back, is the two people's choice. */
inline burn(n) {
    state[n] = BURNT;
    if
    :: n + 1 < NUMBERS ->
        check(state[n + 1] == NONE); /* I6 */
        state[n + 1] = PREPARED;
        current = n + 1;
        payout = PROCESSING
    :: giveBack()
    fi
}

/* What a mutant takes for proof that the number was not paid. */
inline burnUnproven(n) {
    if
    :: (state[n] == ARMED || state[n] == UNKNOWN) && !isFinal -> burn(n)
    :: else
    fi
}

/* ---- the egress: the only one who sends ---- */
inline write(w) {
#ifndef M_QUARANTINEDPERMIT
    check(!isQuarantined); /* I22 */
#endif
    if
    :: isJournalLookedAt -> written[number[w]]++
    :: else
    fi;
    wire[w] = WRITTEN
}

/* P7. */
inline send(w) {
    if
    :: !isJournalLookedAt && isHere(w) -> witness(R_SENT_AFTER_QUARANTINE)
#ifdef STANDBY
    :: restores == RESTORES -> witness(R_SENT_AFTER_PROMOTION)
#endif
    :: else
    fi;
    wire[w] = SENT;
    requests[reference(number[w])]++;
#ifndef M_WRITE_AFTER
    /* I8, I9; what was permitted on a timeline that is gone is not in the database */
    check(isTimelineNew || isQuarantined || (permits[number[w]] > 0 && permits[number[w]] >= written[number[w]]))
#endif
}

/* A connection whose worker is gone leaves nothing to be read. */
inline end(w, how) {
    wire[w] = (isBusy[w] -> how : CLOSED);
    if
    :: !isBusy[w] -> number[w] = 0
    :: else
    fi
}

/* By anybody, at any time. */
inline close(w) {
    if
    :: wire[w] == DIALLED || wire[w] == SENT -> end(w, CLOSED)
    :: wire[w] == PERMITTED || wire[w] == WRITTEN -> end(w, UNSENT)
    fi
}

#ifdef LOSSY
/* P0: another timeline, another identifier, or a trail that went back. */
inline meetTimeline() {
    isTimelineNew = false;
#ifndef M_NOQUARANTINE
    isQuarantined = true
#endif
}
#endif

/* P5 to P7: the permit is handed over. The egress looks at the database, then writes it down, then sends. */
inline handOver(w) {
    if
#ifdef SPLIT
#ifdef M_OLDTIMELINE
    :: isAside[w] && !isQuarantined -> write(w)
    :: isAside[w] && isQuarantined -> wire[w] = UNSENT
#else
    :: isAside[w] && isTimelineNew && !isQuarantined -> write(w) /* it knows of no other server yet */
    :: isAside[w] && isQuarantined -> wire[w] = UNSENT
    :: isAside[w] && !isTimelineNew && !isQuarantined -> wire[w] = UNSENT; witness(R_OLD_SERVER_REFUSED)
#endif
#endif
#ifdef LOSSY
    :: isHere(w) && isTimelineNew -> meetTimeline(); wire[w] = UNSENT
#endif
#ifdef M_QUARANTINEDPERMIT
    :: isHere(w) && !isTimelineNew -> write(w)
#else
    :: isHere(w) && !isTimelineNew && !isQuarantined -> write(w)
    :: isHere(w) && !isTimelineNew && isQuarantined -> wire[w] = UNSENT
#endif
    fi
}

/* ---- a worker ---- */
#define mayClaim (payout == PROCESSING && state[current] == PREPARED && !isQuarantined)
/* Workers are alike: of those that are idle with nothing open it does not matter which one goes on. */
#define isSpare(w) (!isBusy[w] && wire[w] == CLOSED)
#define isFirstIdle(w) ((w == 0 || !isSpare(0)) && (w != 2 || !isSpare(1)))

inline voidTokens() {
    hasToken[0] = false;
    hasToken[1] = false;
#if WORKERS > 2
    hasToken[2] = false
#endif
}

/* Nobody holds the other end any more. A connection that could still be handed a permit is dead without it. */
inline letGo(w) {
    isBusy[w] = false;
    hasToken[w] = false;
    if
    :: wire[w] == DIALLED || wire[w] == PERMITTED || wire[w] == UNSENT -> wire[w] = CLOSED
    :: else
    fi;
    if
    :: wire[w] == CLOSED -> number[w] = 0
    :: else
    fi;
#ifdef SPLIT
    isAside[w] = false;
#endif
#ifdef STANDBY
    durable[w] = HERE;
#endif
    skip
}

/* The permit is in the database before the connection is PERMITTED; the two stand in one transaction. */
inline arm(w, n) {
    check(n == 0 || state[0] == BURNT);                                               /* I16 */
    check(permits[n] == 0 || (window[reference(n)] == FIRST_HALF && !isTimeLost[n])); /* I14 */
    check(!isQuarantined);                                                            /* I22 */
    state[n] = ARMED;
    permits[n]++;
    check(permits[n] <= SENDS); /* I8 */
#ifdef STANDBY
    durable[w] = HERE;
#endif
    if
    :: wire[w] == DIALLED -> wire[w] = PERMITTED
    :: wire[w] == CLOSED -> wire[w] = UNSENT /* it was closed while we armed */
    :: else
    fi
}

/* ---- the bank ---- */
#ifdef ONCE
#define isDuplicate(r) false
#elif defined(A_UNIQUE)
#define isDuplicate(r) false
#else
#define isDuplicate(r) (book[r] == PAID && window[r] != OVER)
#endif

inline execute(r) {
    requests[r]--;
    if
    :: isDuplicate(r) -> witness(R_DUPLICATE)
    :: !isDuplicate(r) ->
        book[r] = PAID;
        executions++;
        assert(executions <= 1);   /* I1: money leaves at most once */
        assert(payout != RETURNED) /* nor after it was given back */
#ifdef REFUSALS
    :: book[r] == ABSENT -> book[r] = REFUSED
#endif
    :: true /* lost on the way, or an error that leaves no record */
    fi
}

/* ---- people ---- */
/* P12: two people, the closed statement, the quiet period. The statement is searched for every number that can be
 * derived, not for those that the database lists. */
#ifdef A_STATEMENT
#define isStated(n) false
#elif defined(M_LISTEDONLY)
#define isStated(n) (book[reference(n)] == PAID && state[n] != NONE && state[n] != BURNT)
#else
#define isStated(n) (book[reference(n)] == PAID)
#endif

inline decide() {
    if
    :: isStated(0) -> takeSuccess(0)
    :: isStated(1) -> takeSuccess(1)
    :: else ->
        if
        :: current == 1 -> state[0] = BURNT
        :: else
        fi;
        burn(current)
    fi
}

/* ---- the database is set back ---- */
#if RESTORES > 0
inline keep() {
    oldPayout = payout;
    oldCurrent = current;
    oldState[0] = state[0];
    oldState[1] = state[1];
    oldPermits[0] = permits[0];
    oldPermits[1] = permits[1]
}

inline forgetOld() {
    oldPayout = PROCESSING;
    oldCurrent = 0;
    oldState[0] = NONE;
    oldState[1] = NONE;
    oldPermits[0] = 0;
    oldPermits[1] = 0
}

/* A fence may be given twice, so an old one may hold again. */
inline restoreFor(w) {
    hasToken[w] = isBusy[w];
#ifdef STANDBY
    if
    :: wire[w] == PERMITTED && durable[w] == HERE -> durable[w] = LOST
    :: else
    fi;
#endif
#ifdef SPLIT
    if
    :: wire[w] == DIALLED || wire[w] == PERMITTED -> isAside[w] = true
    :: true
    fi
#endif
}

#ifdef STANDBY
inline replicated(w) {
    if
    :: durable[w] == HERE && wire[w] == PERMITTED -> durable[w] = ON_STANDBY
    :: else
    fi
}
#endif

inline restore() {
    restores++;
#ifdef M_RANDOMREF
    isRedrawn = permits[0] > 0 && oldPermits[0] == 0;
#endif
    payout = oldPayout;
    current = oldCurrent;
    state[0] = oldState[0];
    state[1] = oldState[1];
    permits[0] = oldPermits[0];
    permits[1] = oldPermits[1];
    restoreFor(0);
    restoreFor(1);
#if WORKERS > 2
    restoreFor(2);
#endif
#ifdef LOSSY
    isTimelineNew = true;
    isKept = restores == RESTORES;
#endif
    if
    :: restores == RESTORES -> forgetOld()
    :: else
    fi
}
#endif

#ifdef LOSSY
#ifdef M_ADOPTLISTED
#define isAdoptable(n) (state[n] != NONE)
#else
#define isAdoptable(n) true
#endif

/* What the egress' journal knows and the database does not. */
inline adopt(n) {
    if
#ifdef M_RANDOMREF
    :: isRedrawn && n == 0
#endif
    :: written[n] > permits[n] && isAdoptable(n) ->
        witness(R_ADOPTED);
        permits[n] = written[n];
        isTimeLost[n] = true;
        current = n;
        if
        :: state[n] != SETTLED -> doubt(n)
        :: else
        fi;
        if
        :: n == 1 && state[0] != SETTLED -> state[0] = UNKNOWN /* it waits for the two people as well */
        :: else
        fi
    :: else
    fi
}

#ifdef M_RELEASEBUSY
#define mayRelease (isQuarantined && !isTimelineNew)
#else
#define mayRelease (isQuarantined && !isTimelineNew && isQuiet(0) && isQuiet(1))
#endif

inline release() {
    isQuarantined = false;
    voidTokens();
#ifndef M_NOADOPT
    adopt(0);
    adopt(1);
#endif
    if
    :: !isJournalLookedAt -> written[0] = 0; written[1] = 0
    :: else
    fi
}
#endif

/* ---- who acts ---- */
proctype Worker(byte w) {
#ifdef M_GUARD_TOCTOU
    bool couldAtClaim;
#endif
end_idle:
idle:
    /* P1 to P3: claim, verify, dial. A claim makes every earlier one void. What a worker that stops between claiming
     * and dialling leaves behind is what one leaves whose connection is closed at once; so the three are one step. */
    atomic {
        mayClaim && wire[w] == CLOSED && isFirstIdle(w);
        number[w] = current;
        voidTokens();
        isBusy[w] = true;
        hasToken[w] = true;
        wire[w] = DIALLED;
#ifdef M_GUARD_TOCTOU
        couldAtClaim = isResendable(number[w])
#endif
    }
claimed:
#ifdef M_WRITE_AFTER
    /* The mutant sends first and writes down afterwards that it did. */
    if
    :: atomic { wire[w] == DIALLED -> write(w) };
       wire[w] == SENT || wire[w] == CLOSED || wire[w] == UNSENT
    :: atomic { true -> letGo(w); goto idle }
    fi;
#endif
    /* P4: all conditions in the one UPDATE. */
    if
    :: atomic { isHere(w) && mayArm(w, number[w]) -> arm(w, number[w]) }
    :: atomic {
        isHere(w) && !mayArm(w, number[w]) ->
        if
        :: !hasToken[w] -> witness(R_FENCED)
        :: hasToken[w] && state[number[w]] == PREPARED && !isResendable(number[w]) -> witness(R_WINDOW_OVER)
        :: else
        fi;
        letGo(w);
        goto idle
       }
#ifdef SPLIT
    /* On the server that was set aside anything may be permitted, once the egress has met the other one. */
    :: atomic { isAside[w] && !isTimelineNew && wire[w] == DIALLED -> wire[w] = PERMITTED }
    :: atomic { isAside[w] && wire[w] == CLOSED -> letGo(w); goto idle }
#endif
    :: atomic { true -> letGo(w); goto idle }
    fi;
permitted:
    if
    /* P5: is the permit durable? Asked, not hoped. */
    :: atomic {
        wire[w] == PERMITTED && isDurable(w) -> handOver(w);
        goto permitted
       }
#ifdef STANDBY
    :: atomic { wire[w] == PERMITTED && durable[w] == LOST -> witness(R_BARRIER_HOLDS); letGo(w); goto idle }
#endif
#ifdef M_REDIAL
    :: atomic { wire[w] == UNSENT && written[number[w]] < 3 -> write(w); goto permitted }
#endif
    /* P7: dead before the first byte. */
    :: atomic {
        wire[w] == UNSENT ->
        if
#ifdef M_STALEUNSENT
        :: state[number[w]] == ARMED && isHere(w) ->
#else
        :: state[number[w]] == ARMED && hasToken[w] && isHere(w) ->
#endif
#ifdef ONCE
            doubt(number[w])
#else
            state[number[w]] = PREPARED;
            witness(R_UNSENT_AGAIN)
#endif
        :: else
        fi;
        letGo(w);
        goto idle
       }
    /* P8, P9: the answer, taken under a stale fence as well. Only explicit success is success. */
    :: atomic {
        wire[w] == SENT && book[reference(number[w])] == PAID && isHere(w) ->
        takeSuccess(number[w]);
        letGo(w);
        goto idle
       }
#ifdef M_ACCEPTED
    :: atomic {
        wire[w] == SENT && requests[reference(number[w])] > 0 && isHere(w) && !isFinal ->
        takeSuccess(number[w]);
        letGo(w);
        goto idle
       }
#endif
    :: atomic {
        (wire[w] == SENT || wire[w] == CLOSED) && isHere(w) -> /* an error code, an unknown code, or nothing at all */
#ifdef M_ERRCODE
        burnUnproven(number[w]);
#elif defined(M_SENTASUNSENT)
        if
        :: state[number[w]] == ARMED && hasToken[w] && !isFinal -> state[number[w]] = PREPARED; permits[number[w]]--
        :: else
        fi;
#else
        if
        :: state[number[w]] == ARMED -> doubt(number[w])
        :: else
        fi;
#endif
        letGo(w);
        goto idle
       }
    :: atomic { true -> letGo(w); goto idle }
    fi
}

#define isBegun(n) (permits[n] + written[n] > 0)
#define isInMotion(w) (wire[w] == DIALLED || wire[w] == PERMITTED || wire[w] == WRITTEN || wire[w] == SENT)

/* Everything that happens by itself or is done by somebody else; each line is one transaction or one event. */
proctype World() {
    do
    /* the egress */
    :: atomic { wire[0] == WRITTEN -> send(0) }
    :: atomic { wire[1] == WRITTEN -> send(1) }
    :: atomic { isInMotion(0) -> close(0) }
    :: atomic { isInMotion(1) -> close(1) }
    :: atomic { wire[0] == WRITTEN -> end(0, CLOSED) } /* it ended: nobody knows */
    :: atomic { wire[1] == WRITTEN -> end(1, CLOSED) }
#if WORKERS > 2
    :: atomic { wire[2] == WRITTEN -> send(2) }
    :: atomic { isInMotion(2) -> close(2) }
    :: atomic { wire[2] == WRITTEN -> end(2, CLOSED) }
#endif
    /* the bank */
    :: atomic { requests[0] > 0 -> execute(0) }
    :: atomic { requests[1] > 0 -> execute(1) }
#ifdef M_RANDOMREF
    :: atomic { requests[2] > 0 -> execute(2) }
#endif
    /* time: the window does not end while something of the number is open or on its way (A3) */
    :: atomic { isBegun(0) && window[reference(0)] == FIRST_HALF -> window[reference(0)] = SECOND_HALF }
    :: atomic { isBegun(1) && window[reference(1)] == FIRST_HALF -> window[reference(1)] = SECOND_HALF }
    :: atomic { window[reference(0)] == SECOND_HALF && mayForget(0) -> window[reference(0)] = OVER }
    :: atomic { window[reference(1)] == SECOND_HALF && mayForget(1) -> window[reference(1)] = OVER }
    /* the watchdog, and the sweep of what another epoch left: armed is in doubt */
    :: atomic { state[0] == ARMED -> doubt(0) }
    :: atomic { state[1] == ARMED -> doubt(1) }
    :: atomic { payout == PROCESSING && state[current] == PREPARED && isNeverArmed(current) -> payout = EXCEPTION }
    :: atomic { payout == PROCESSING && state[current] == PREPARED && !isNeverArmed(current) -> doubt(current) }
    /* never armed: two people may decide at once */
    :: atomic {
        payout == EXCEPTION && isNeverArmed(current) && maySayUnsent ->
        if
        :: payout = PROCESSING
        :: state[current] = BURNT; giveBack()
        fi
       }
    /* P10: the asker, or a statement that shows it paid; "failed" is evidence and no more, "not found" is nothing */
    :: atomic { isOut(0) && book[reference(0)] == PAID -> takeSuccess(0) }
    :: atomic { isOut(1) && book[reference(1)] == PAID -> takeSuccess(1) }
#ifdef M_NOTFOUND
    :: atomic { isDoubted(current) && book[reference(current)] == ABSENT -> burnUnproven(current) }
#endif
#ifdef M_NOTFOUNDQUIET
    :: atomic { isDoubted(current) && areQuiet && saysAbsent(current) -> burnUnproven(current) }
#endif
#ifdef M_AUTOREISSUE
    :: atomic { isDoubted(current) && saysFailed(current) -> burnUnproven(current) }
#endif
#ifdef M_AUTOREISSUEQUIET
    :: atomic { isDoubted(current) && areQuiet && saysFailed(current) -> burnUnproven(current) }
#endif
    /* P11: the same number again, of the attempt that counts */
#ifndef ONCE
    :: atomic {
        isResendState(current) && isResendable(current) && permits[current] < SENDS && !isQuarantined ->
        state[current] = PREPARED;
        payout = PROCESSING
       }
#ifdef M_RESENDANY
    :: atomic {
        payout == EXCEPTION && state[0] != SETTLED && current == 1 && isResendable(0) && permits[0] < SENDS ->
        state[0] = PREPARED;
        current = 0;
        payout = PROCESSING
       }
#endif
#endif
    /* P12, P13 */
    :: atomic { isDoubted(current) && mayDecide && areQuiet -> decide() }
#if RESTORES > 0
#ifdef STANDBY
    :: atomic { restores < RESTORES -> keep(); replicated(0); replicated(1) }
#else
    :: atomic { restores < RESTORES && !isKept -> keep(); isKept = true } /* once is enough: it may be any moment */
#endif
    :: atomic { restores < RESTORES -> restore() }
#endif
#ifdef LOSSY
    :: atomic { isTimelineNew -> meetTimeline() }
    :: atomic { mayRelease -> release() }
#endif
    :: atomic { timeout -> check(isFinal); break } /* nothing can happen any more, and the payout is finished */
    od
}

init {
    atomic {
        state[0] = PREPARED;
#if RESTORES > 0
        oldState[0] = PREPARED;
#endif
        run Worker(0);
        run Worker(1);
#if WORKERS > 2
        run Worker(2);
#endif
        run World()
    }
}
