<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>payout::ui::CsvExport</name>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <comment>second line of an exported list</comment>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::CutBoard</name>
        <message numerus="yes">
            <source>%n critical</source>
            <comment>differences in a comparison</comment>
            <translation>
                <numerusform>%n critical</numerusform>
                <numerusform>%n critical</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DataTable</name>
        <message numerus="yes">
            <source>%Ln row(s) were written.</source>
            <translation>
                <numerusform>%Ln row was written.</numerusform>
                <numerusform>%Ln rows were written.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DispatchView</name>
        <message numerus="yes">
            <source>%Ln payout(s) by a stop</source>
            <translation>
                <numerusform>%Ln payout by a stop</numerusform>
                <numerusform>%Ln payouts by a stop</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln batch(es): too many rows are not proven</source>
            <translation>
                <numerusform>%Ln batch: too many rows are not proven</numerusform>
                <numerusform>%Ln batches: too many rows are not proven</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ImportBatchDialog</name>
        <message numerus="yes">
            <source>%Ln row(s) with %1 are imported and debited. The batch now waits for a second person.</source>
            <translation>
                <numerusform>%Ln row with %1 is imported and debited. The batch now waits for a second person.</numerusform>
                <numerusform>%Ln rows with %1 are imported and debited. The batch now waits for a second person.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s), total %1, fees %2</source>
            <translation>
                <numerusform>%Ln row, total %1, fees %2</numerusform>
                <numerusform>%Ln rows, total %1, fees %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more finding(s) that are not listed</source>
            <translation>
                <numerusform>and %Ln more finding that are not listed</numerusform>
                <numerusform>and %Ln more findings that are not listed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 is debited from %2 at once; after a second person's approval %3 leaves through %4 in %Ln payout(s).</source>
            <translation>
                <numerusform>%1 is debited from %2 at once; after a second person's approval %3 leaves through %4 in %Ln payout.</numerusform>
                <numerusform>%1 is debited from %2 at once; after a second person's approval %3 leaves through %4 in %Ln payouts.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ImportStatementDialog</name>
        <message numerus="yes">
            <source>A part of the file is in quarantine; the rest confirmed %Ln payout(s) as paid.</source>
            <translation>
                <numerusform>A part of the file is in quarantine; the rest confirmed %Ln payout as paid.</numerusform>
                <numerusform>A part of the file is in quarantine; the rest confirmed %Ln payouts as paid.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The statement is loaded. It confirmed %Ln payout(s) as paid.</source>
            <translation>
                <numerusform>The statement is loaded. It confirmed %Ln payout as paid.</numerusform>
                <numerusform>The statement is loaded. It confirmed %Ln payouts as paid.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1, %Ln line(s): %2</source>
            <comment>format, lines, state of a statement</comment>
            <translation>
                <numerusform>%1, %Ln line: %2</numerusform>
                <numerusform>%1, %Ln lines: %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n incident(s) were opened; see Today.</source>
            <translation>
                <numerusform>%n incident was opened; see Today.</numerusform>
                <numerusform>%n incidents were opened; see Today.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::IncidentPanel</name>
        <message numerus="yes">
            <source>%n critical incident(s): money may have left wrongly</source>
            <translation>
                <numerusform>%n critical incident: money may have left wrongly</numerusform>
                <numerusform>%n critical incidents: money may have left wrongly</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n incident(s) to look after</source>
            <translation>
                <numerusform>%n incident to look after</numerusform>
                <numerusform>%n incidents to look after</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::NavigationButton</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <comment>number beside a page's name</comment>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StatusStrip</name>
        <message numerus="yes">
            <source>Training only: move the clock forward by %n minute(s)</source>
            <translation>
                <numerusform>Training only: move the clock forward by %n minute</numerusform>
                <numerusform>Training only: move the clock forward by %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::TodayView</name>
        <message numerus="yes">
            <source>%Ln payout(s) sent or in exception. Only an answer of the bank or a statement proves them.</source>
            <translation>
                <numerusform>%Ln payout sent or in exception. Only an answer of the bank or a statement proves it.</numerusform>
                <numerusform>%Ln payouts sent or in exception. Only an answer of the bank or a statement proves them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s)</source>
            <translation>
                <numerusform>%Ln payout</numerusform>
                <numerusform>%Ln payouts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::WorkText</name>
        <message numerus="yes">
            <source>%1, about %n s left</source>
            <comment>progress and remaining seconds</comment>
            <translation>
                <numerusform>%1, about %n s left</numerusform>
                <numerusform>%1, about %n s left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::LimitText</name>
        <message numerus="yes">
            <source>%Ln payout(s) of %1 in all wait because of it, the first since %2.</source>
            <comment>%1: an amount, %2: a time</comment>
            <translation>
                <numerusform>%Ln payout of %1 in all waits because of it, the first since %2.</numerusform>
                <numerusform>%Ln payouts of %1 in all wait because of it, the first since %2.</numerusform>
            </translation>
        </message>
    </context>
</TS>
