<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>payout::ui::ApprovalEvidenceView</name>
        <message numerus="yes">
            <source>The %n largest payout(s)</source>
            <translation>
                <numerusform>The largest payout</numerusform>
                <numerusform>The %n largest payouts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ApprovalPage</name>
        <message numerus="yes">
            <source>All %n row(s)</source>
            <translation>
                <numerusform>The one row</numerusform>
                <numerusform>All %n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n held row(s) with %1 look like payouts that exist already. After the release they leave with the batch.</source>
            <translation>
                <numerusform>%n held row with %1 looks like a payout that exists already. After the release it leaves with the batch.</numerusform>
                <numerusform>%n held rows with %1 look like payouts that exist already. After the release they leave with the batch.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were released.</source>
            <translation>
                <numerusform>%n row was released.</numerusform>
                <numerusform>%n rows were released.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ApprovalText</name>
        <message numerus="yes">
            <source>%1 leaves account %2 at %3 to %n payee(s); it leaves after %4 because of the nightly pause.</source>
            <comment>%4: a time</comment>
            <translation>
                <numerusform>%1 leaves account %2 at %3 to %n payee; it leaves after %4 because of the nightly pause.</numerusform>
                <numerusform>%1 leaves account %2 at %3 to %n payees; it leaves after %4 because of the nightly pause.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 leaves account %2 at %3 to %n payee(s); it leaves after the nightly pause.</source>
            <translation>
                <numerusform>%1 leaves account %2 at %3 to %n payee; it leaves after the nightly pause.</numerusform>
                <numerusform>%1 leaves account %2 at %3 to %n payees; it leaves after the nightly pause.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 leaves account %2 at %3 to %n payee(s); it leaves at once.</source>
            <translation>
                <numerusform>%1 leaves account %2 at %3 to %n payee; it leaves at once.</numerusform>
                <numerusform>%1 leaves account %2 at %3 to %n payees; it leaves at once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves after %5 because of the nightly pause.</source>
            <translation>
                <numerusform>Of %1 in this batch, %2 in %n row leaves account %3 at %4; it leaves after %5 because of the nightly pause.</numerusform>
                <numerusform>Of %1 in this batch, %2 in %n rows leaves account %3 at %4; it leaves after %5 because of the nightly pause.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves after the nightly pause.</source>
            <translation>
                <numerusform>Of %1 in this batch, %2 in %n row leaves account %3 at %4; it leaves after the nightly pause.</numerusform>
                <numerusform>Of %1 in this batch, %2 in %n rows leaves account %3 at %4; it leaves after the nightly pause.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves at once.</source>
            <translation>
                <numerusform>Of %1 in this batch, %2 in %n row leaves account %3 at %4; it leaves at once.</numerusform>
                <numerusform>Of %1 in this batch, %2 in %n rows leaves account %3 at %4; it leaves at once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with %1 are held and stay here until they are released.</source>
            <translation>
                <numerusform>%n row with %1 is held and stays here until it is released.</numerusform>
                <numerusform>%n rows with %1 are held and stay here until they are released.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n payee and amount pair(s) are also in batch %2 of %3.</source>
            <translation>
                <numerusform>%1 of %n payee and amount pair is also in batch %2 of %3.</numerusform>
                <numerusform>%1 of %n payee and amount pairs are also in batch %2 of %3.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n batch(es) of the last seven days look similar; they are compared below.</source>
            <translation>
                <numerusform>%n batch of the last seven days looks similar; it is compared below.</numerusform>
                <numerusform>%n batches of the last seven days look similar; they are compared below.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DecideDialog</name>
        <message numerus="yes">
            <source>%n proposal(s) with %1 are put aside; the payouts stay unconfirmed as they are.</source>
            <translation>
                <numerusform>%n proposal with %1 is put aside; the payout stays unconfirmed as it is.</numerusform>
                <numerusform>%n proposals with %1 are put aside; the payouts stay unconfirmed as they are.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ExceptionPage</name>
        <message numerus="yes">
            <source>%n payout(s) with %1 are chosen. Each one is checked; those whose gates are shut are left out and listed.</source>
            <translation>
                <numerusform>%n payout with %1 is chosen. It is checked; if a gate is shut it is left out and listed.</numerusform>
                <numerusform>%n payouts with %1 are chosen. Each one is checked; those whose gates are shut are left out and listed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n group(s)</source>
            <translation>
                <numerusform>%n group</numerusform>
                <numerusform>%n groups</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ExceptionText</name>
        <message numerus="yes">
            <source>It was asked %n time(s); no further question is planned, but you may ask at any time.</source>
            <translation>
                <numerusform>It was asked once; no further question is planned, but you may ask at any time.</numerusform>
                <numerusform>It was asked %n times; no further question is planned, but you may ask at any time.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It was asked %n time(s); the next question goes out at %1.</source>
            <translation>
                <numerusform>It was asked once; the next question goes out at %1.</numerusform>
                <numerusform>It was asked %n times; the next question goes out at %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1: %2 may be paid again, %3 may be returned, %4 are proposed already.</source>
            <translation>
                <numerusform>%n payout with %1: %2 may be paid again, %3 may be returned, %4 are proposed already.</numerusform>
                <numerusform>%n payouts with %1: %2 may be paid again, %3 may be returned, %4 are proposed already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1 will be sent to the bank once more. If the first order was paid after all, the payee gets the money twice.</source>
            <translation>
                <numerusform>%n payout with %1 will be sent to the bank once more. If the first order was paid after all, the payee gets the money twice.</numerusform>
                <numerusform>%n payouts with %1 will be sent to the bank once more. If the first orders were paid after all, the payees get the money twice.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1 will go back to the merchant's balance and never be paid. If the first order was paid after all, the money is gone twice.</source>
            <translation>
                <numerusform>%n payout with %1 will go back to the merchant's balance and never be paid. If the first order was paid after all, the money is gone twice.</numerusform>
                <numerusform>%n payouts with %1 will go back to the merchant's balance and never be paid. If the first orders were paid after all, the money is gone twice.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) are proposed; another person confirms them.</source>
            <translation>
                <numerusform>%n payout is proposed; another person confirms it.</numerusform>
                <numerusform>%n payouts are proposed; another person confirms them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) are decided.</source>
            <translation>
                <numerusform>%n payout is decided.</numerusform>
                <numerusform>%n payouts are decided.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) were left out; the list says why.</source>
            <translation>
                <numerusform>%n payout was left out; the list says why.</numerusform>
                <numerusform>%n payouts were left out; the list says why.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Possible duplicate: it was let out to the bank %n time(s). Look for every one of them in the bank's statement before anything is decided.</source>
            <translation>
                <numerusform>Possible duplicate: it was let out to the bank once. Look for it in the bank's statement before anything is decided.</numerusform>
                <numerusform>Possible duplicate: it was let out to the bank %n times. Look for every one of them in the bank's statement before anything is decided.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SheetText</name>
        <message numerus="yes">
            <source>%n critical difference(s): money may have left twice, without an order, or to somebody else.</source>
            <translation>
                <numerusform>%n critical difference: money may have left twice, without an order, or to somebody else.</numerusform>
                <numerusform>%n critical differences: money may have left twice, without an order, or to somebody else.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n critical</source>
            <translation>
                <numerusform>%n critical</numerusform>
                <numerusform>%n critical</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You sign although %n critical difference(s) and %1 unexplained are still there.</source>
            <translation>
                <numerusform>You sign although %n critical difference and %1 unexplained are still there.</numerusform>
                <numerusform>You sign although %n critical differences and %1 unexplained are still there.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::BatchRowsView</name>
        <message numerus="yes">
            <source>%n row(s) with %1 are chosen.</source>
            <translation>
                <numerusform>%n row with %1 is chosen.</numerusform>
                <numerusform>%n rows with %1 are chosen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the chosen rows are claimed or set aside already.</source>
            <translation>
                <numerusform>%n of the chosen rows is claimed or set aside already.</numerusform>
                <numerusform>%n of the chosen rows are claimed or set aside already.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SetAsideDialog</name>
        <message numerus="yes">
            <source>%n row(s) with %1 are taken out of batch %2 and are not sent with it.</source>
            <translation>
                <numerusform>%n row with %1 is taken out of batch %2 and is not sent with it.</numerusform>
                <numerusform>%n rows with %1 are taken out of batch %2 and are not sent with it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;Set %n row(s) aside</source>
            <translation>
                <numerusform>&amp;Set %n row aside</numerusform>
                <numerusform>&amp;Set %n rows aside</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are set aside. The send job takes them to the exceptions; two people decide there.</source>
            <translation>
                <numerusform>%n row is set aside. The send job takes it to the exceptions; two people decide there.</numerusform>
                <numerusform>%n rows are set aside. The send job takes them to the exceptions; two people decide there.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::QuarantineText</name>
        <message numerus="yes">
            <source>%n payout(s) of %1 in all were sent and are not known here. They are not sent again; the bank is asked about them.</source>
            <comment>%1: an amount</comment>
            <translation>
                <numerusform>%n payout of %1 was sent and is not known here. It is not sent again; the bank is asked about it.</numerusform>
                <numerusform>%n payouts of %1 in all were sent and are not known here. They are not sent again; the bank is asked about them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DayTab</name>
        <message numerus="yes">
            <source>%1 is open: %Ln payout(s).</source>
            <comment>%1: a date</comment>
            <translation>
                <numerusform>%1 is open: %Ln payout.</numerusform>
                <numerusform>%1 is open: %Ln payouts.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) are not approved or not sent. Send them, set them aside or reject the batch first.</source>
            <translation>
                <numerusform>%Ln payout is not approved or not sent. Send it, set it aside or reject the batch first.</numerusform>
                <numerusform>%Ln payouts are not approved or not sent. Send them, set them aside or reject the batch first.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) are open; the closing lists them by name, with a reason.</source>
            <translation>
                <numerusform>%Ln payout is open; the closing lists it by name, with a reason.</numerusform>
                <numerusform>%Ln payouts are open; the closing lists them by name, with a reason.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 is closed. %2 confirmed it at %3, with %Ln open payout(s) listed.</source>
            <comment>%1: a date, %2: a person, %3: a time</comment>
            <translation>
                <numerusform>%1 is closed. %2 confirmed it at %3, with %Ln open payout listed.</numerusform>
                <numerusform>%1 is closed. %2 confirmed it at %3, with %Ln open payouts listed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Propose closing %1 of %2 although %Ln payout(s) are open. They are listed by name; say why they may stay open.</source>
            <comment>a date, a channel</comment>
            <translation>
                <numerusform>Propose closing %1 of %2 although %Ln payout is open. It is listed by name; say why it may stay open.</numerusform>
                <numerusform>Propose closing %1 of %2 although %Ln payouts are open. They are listed by name; say why they may stay open.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Close %1 of %2, with %Ln open payout(s) listed. From then on nothing of this day is sent or imported.</source>
            <comment>a date, a channel</comment>
            <translation>
                <numerusform>Close %1 of %2, with %Ln open payout listed. From then on nothing of this day is sent or imported.</numerusform>
                <numerusform>Close %1 of %2, with %Ln open payouts listed. From then on nothing of this day is sent or imported.</numerusform>
            </translation>
        </message>
    </context>
</TS>
