<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>payout::ui::ApprovalEvidenceView</name>
        <message>
            <source>What approving the chosen batch would do</source>
            <translation>审核通过所选批次后会发生什么</translation>
        </message>
        <message>
            <source>Choose a batch on the left to see what approving it would do.</source>
            <translation>请在左侧选择一个批次，查看审核通过后会发生什么。</translation>
        </message>
        <message>
            <source>In capitals: %1</source>
            <translation>人民币大写：%1</translation>
        </message>
        <message>
            <source>Batch number</source>
            <translation>批次号</translation>
        </message>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Rows and payees</source>
            <translation>笔数与收款人</translation>
        </message>
        <message>
            <source>%1 rows, %2 different payees</source>
            <translation>共 %1 笔，%2 个不同收款人</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>手续费</translation>
        </message>
        <message>
            <source>Held rows</source>
            <translation>暂缓明细</translation>
        </message>
        <message>
            <source>%1 rows, %2</source>
            <translation>%1 笔，%2</translation>
        </message>
        <message>
            <source>Rows with a warning</source>
            <translation>有提示的明细</translation>
        </message>
        <message>
            <source>Merchant's balance after the debit</source>
            <translation>扣款后商户余额</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>制单人</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <comment>person, time</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Digest of what you see</source>
            <translation>所见内容摘要</translation>
        </message>
        <message numerus="yes">
            <source>The %n largest payout(s)</source>
            <translation>
                <numerusform>金额最大的 %n 笔</numerusform>
            </translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>用途</translation>
        </message>
        <message>
            <source>Finding</source>
            <translation>检查结果</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ApprovalPage</name>
        <message>
            <source>The chosen batch: overview and rows</source>
            <translation>所选批次：概览与明细</translation>
        </message>
        <message>
            <source>Batch number</source>
            <translation>批次号</translation>
        </message>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Total</source>
            <comment>sum of a batch</comment>
            <translation>总金额</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>笔数</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>暂缓</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Made at</source>
            <translation>制单时间</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>审核</translation>
        </message>
        <message>
            <source>The batch could not be read.</source>
            <translation>批次读取未成功。</translation>
        </message>
        <message>
            <source>This batch changed while you were reading it.</source>
            <translation>您查看期间，该批次内容有变化。</translation>
        </message>
        <message>
            <source>It is shown anew below; read it again before you decide.</source>
            <translation>下面已是最新内容，请重新核对后再决定。</translation>
        </message>
        <message numerus="yes">
            <source>All %n row(s)</source>
            <translation>
                <numerusform>全部明细（%n 笔）</numerusform>
            </translation>
        </message>
        <message>
            <source>Reject batch %1</source>
            <translation>拒绝批次 %1</translation>
        </message>
        <message>
            <source>Nothing of batch %1 is paid, and %2 with the fee go back to the balance of %3. This cannot be undone.</source>
            <translation>批次 %1 不再出款，%2 及手续费退回 %3 的余额。此操作不可撤销。</translation>
        </message>
        <message>
            <source>&amp;Reject the batch</source>
            <translation>拒绝该批次(&amp;R)</translation>
        </message>
        <message>
            <source>Release the held rows of batch %1</source>
            <translation>放行批次 %1 的暂缓明细</translation>
        </message>
        <message numerus="yes">
            <source>%n held row(s) with %1 look like payouts that exist already. After the release they leave with the batch.</source>
            <translation>
                <numerusform>%n 笔暂缓明细（%1）与已有出款疑似重复。放行后将随批次一起出款。</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Release the held rows</source>
            <translation>放行暂缓明细(&amp;R)</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were released.</source>
            <translation>
                <numerusform>已放行 %n 笔。</numerusform>
            </translation>
        </message>
        <message>
            <source>Sho&amp;w:</source>
            <translation>显示(&amp;W)：</translation>
        </message>
        <message>
            <source>Waiting for approval</source>
            <translation>待审核</translation>
        </message>
        <message>
            <source>Approved batches</source>
            <translation>已审核通过</translation>
        </message>
        <message>
            <source>Rejected batches</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>All batches</source>
            <translation>全部批次</translation>
        </message>
        <message>
            <source>Which batches are shown</source>
            <translation>显示哪些批次</translation>
        </message>
        <message>
            <source>Batches</source>
            <translation>批次列表</translation>
        </message>
        <message>
            <source>No batch here</source>
            <translation>没有批次</translation>
        </message>
        <message>
            <source>A batch appears here as soon as its file was imported.</source>
            <translation>导入批次文件后会显示在这里。</translation>
        </message>
        <message>
            <source>What you are about to approve</source>
            <translation>审核依据</translation>
        </message>
        <message>
            <source>All rows</source>
            <translation>全部明细</translation>
        </message>
        <message>
            <source>Re&amp;ject…</source>
            <translation>拒绝(&amp;J)…</translation>
        </message>
        <message>
            <source>Re&amp;lease held rows…</source>
            <translation>放行暂缓明细(&amp;L)…</translation>
        </message>
        <message>
            <source>&amp;Approve…</source>
            <translation>审核通过(&amp;A)…</translation>
        </message>
        <message>
            <source>Gives the whole batch back to the merchant (Alt+J)</source>
            <translation>整批拒绝，资金退回商户（Alt+J）</translation>
        </message>
        <message>
            <source>Lets the held rows of this batch leave with it (Alt+L)</source>
            <translation>让暂缓明细随批次出款（Alt+L）</translation>
        </message>
        <message>
            <source>Shows once more what will happen before anything is approved (Alt+A)</source>
            <translation>通过之前，再次显示将要发生的事（Alt+A）</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ApprovalText</name>
        <message numerus="yes">
            <source>%1 leaves account %2 at %3 to %n payee(s); it leaves after %4 because of the nightly pause.</source>
            <comment>%4: a time</comment>
            <translation>
                <numerusform>%1 将从 %3 账户 %2 付给 %n 个收款人；因夜间暂停出款，%4 之后才付出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 leaves account %2 at %3 to %n payee(s); it leaves after the nightly pause.</source>
            <translation>
                <numerusform>%1 将从 %3 账户 %2 付给 %n 个收款人；夜间暂停结束后才付出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 leaves account %2 at %3 to %n payee(s); it leaves at once.</source>
            <translation>
                <numerusform>%1 将从 %3 账户 %2 付给 %n 个收款人；通过后立即付出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves after %5 because of the nightly pause.</source>
            <translation>
                <numerusform>本批次 %1，其中 %n 笔共 %2 将从 %4 账户 %3 付出；因夜间暂停出款，%5 之后才付出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves after the nightly pause.</source>
            <translation>
                <numerusform>本批次 %1，其中 %n 笔共 %2 将从 %4 账户 %3 付出；夜间暂停结束后才付出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves at once.</source>
            <translation>
                <numerusform>本批次 %1，其中 %n 笔共 %2 将从 %4 账户 %3 付出；通过后立即付出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with %1 are held and stay here until they are released.</source>
            <translation>
                <numerusform>其中 %n 笔（%1）暂缓出款，放行之前不会付出。</numerusform>
            </translation>
        </message>
        <message>
            <source>This batch is approved; its payouts are on their way.</source>
            <translation>该批次已审核通过，正在出款。</translation>
        </message>
        <message>
            <source>This batch was approved, and every payout of it has ended.</source>
            <translation>该批次已审核通过，全部出款已有结果。</translation>
        </message>
        <message>
            <source>This batch was rejected, and its money went back to the merchant.</source>
            <translation>该批次已拒绝，资金已退回商户。</translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n payee and amount pair(s) are also in batch %2 of %3.</source>
            <translation>
                <numerusform>共 %n 笔，其中 %1 笔的收款人和金额与 %3 的批次 %2 相同。</numerusform>
            </translation>
        </message>
        <message>
            <source>This may be the same money a second time: %1</source>
            <translation>疑似重复出款：%1</translation>
        </message>
        <message>
            <source>No batch of the last seven days looks like this one.</source>
            <translation>最近七天没有与之相似的批次。</translation>
        </message>
        <message numerus="yes">
            <source>%n batch(es) of the last seven days look similar; they are compared below.</source>
            <translation>
                <numerusform>最近七天有 %n 个相似批次，对比如下。</numerusform>
            </translation>
        </message>
        <message>
            <source>Approved by %1 at %2.</source>
            <translation>%1 已于 %2 审核通过。</translation>
        </message>
        <message>
            <source>Rejected by %1 at %2.</source>
            <translation>%1 已于 %2 拒绝。</translation>
        </message>
        <message>
            <source>Nothing was done now: it was already approved by %1 at %2.</source>
            <translation>本次未做任何操作：%1 已于 %2 审核通过。</translation>
        </message>
        <message>
            <source>Nothing was done now: it was already rejected by %1 at %2.</source>
            <translation>本次未做任何操作：%1 已于 %2 拒绝。</translation>
        </message>
        <message>
            <source>Type the total of the batch to go on: digits and the decimal point only.</source>
            <translation>请录入批次总金额后继续，只录数字和小数点。</translation>
        </message>
        <message>
            <source>What you typed is not the total of this batch.</source>
            <translation>录入的金额与批次总金额不一致。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ApproveDialog</name>
        <message>
            <source>Approve batch %1</source>
            <translation>审核批次 %1</translation>
        </message>
        <message>
            <source>&amp;Approve: %1 leaves</source>
            <comment>amount</comment>
            <translation>审核通过：付出 %1(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Type the total of the batch, digits and decimal point only:</source>
            <translation>请复录批次总金额，只录数字和小数点(&amp;T)：</translation>
        </message>
        <message>
            <source>Total of the batch, typed again</source>
            <translation>复录的批次总金额</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::BatchRowsView</name>
        <message>
            <source>Row</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>暂缓</translation>
        </message>
        <message>
            <source>Like row</source>
            <translation>疑似重复行</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>商户明细号</translation>
        </message>
        <message>
            <source>Bank</source>
            <translation>收款行</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>用途</translation>
        </message>
        <message>
            <source>&amp;Show rows:</source>
            <translation>显示明细(&amp;S)：</translation>
        </message>
        <message>
            <source>All rows</source>
            <translation>全部明细</translation>
        </message>
        <message>
            <source>Held rows</source>
            <translation>暂缓明细</translation>
        </message>
        <message>
            <source>Rows with a warning</source>
            <translation>有提示的明细</translation>
        </message>
        <message>
            <source>Which rows of the batch are shown</source>
            <translation>显示哪些明细</translation>
        </message>
        <message>
            <source>Rows of the batch</source>
            <translation>批次明细</translation>
        </message>
        <message>
            <source>No rows here</source>
            <translation>没有明细</translation>
        </message>
        <message>
            <source>No row of this batch matches the filter.</source>
            <translation>该批次没有符合条件的明细。</translation>
        </message>
        <message>
            <source>Set aside</source>
            <comment>state of a row</comment>
            <translation>已撤出</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with %1 are chosen.</source>
            <translation>
                <numerusform>已选 %n 笔，合计 %1。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the chosen rows are claimed or set aside already.</source>
            <translation>
                <numerusform>所选明细中有 %n 笔已被领取或已撤出。</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose rows that no job has claimed yet to set them aside.</source>
            <translation>请选择尚未被任务领取的明细，再将其撤出。</translation>
        </message>
        <message>
            <source>At most %1 rows are set aside at once.</source>
            <translation>一次最多撤出 %1 笔明细。</translation>
        </message>
        <message>
            <source>Some of the chosen rows are not read yet. Scroll through them once.</source>
            <translation>所选明细有的尚未读入，请先滚动浏览一遍。</translation>
        </message>
        <message>
            <source>Rows not claimed yet</source>
            <translation>尚未领取的明细</translation>
        </message>
        <message>
            <source>Set as&amp;ide…</source>
            <translation>撤出批次(&amp;I)…</translation>
        </message>
        <message>
            <source>Takes the chosen rows out of the batch before they are sent (Alt+I)</source>
            <translation>在发送前把所选明细撤出批次（Alt+I）</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ComparisonPage</name>
        <message>
            <source>Comparison sheet and statement files</source>
            <translation>核对表与对账文件</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>The cuts of the day could not be read.</source>
            <translation>当日核对时点读取未成功。</translation>
        </message>
        <message>
            <source>This cut was not compared yet.</source>
            <translation>该时点尚未核对。</translation>
        </message>
        <message>
            <source>Choose a cut above.</source>
            <translation>请在上方选择一个核对时点。</translation>
        </message>
        <message>
            <source>The sheet could not be read.</source>
            <translation>核对表读取未成功。</translation>
        </message>
        <message>
            <source>The statements could not be read.</source>
            <translation>对账文件读取未成功。</translation>
        </message>
        <message>
            <source>Statements: %1</source>
            <translation>对账文件（%1）</translation>
        </message>
        <message>
            <source>Si&amp;gn as reviewer…</source>
            <translation>复核签字(&amp;G)…</translation>
        </message>
        <message>
            <source>Si&amp;gn as preparer…</source>
            <translation>制表签字(&amp;G)…</translation>
        </message>
        <message>
            <source>There is no sheet to sign.</source>
            <translation>没有可签字的核对表。</translation>
        </message>
        <message>
            <source>Choose a file in quarantine to accept it.</source>
            <translation>请先选择一个隔离中的文件。</translation>
        </message>
        <message>
            <source>The comparison was not made.</source>
            <translation>核对未执行。</translation>
        </message>
        <message>
            <source>The comparison is made. Nothing was changed at the bank or in the books.</source>
            <translation>核对已完成，未改动银行和账务的任何数据。</translation>
        </message>
        <message>
            <source>Sign as reviewer</source>
            <translation>复核签字</translation>
        </message>
        <message>
            <source>Sign as preparer</source>
            <translation>制表签字</translation>
        </message>
        <message>
            <source>You sign that you reviewed the sheet %1. After this it never changes again.
Hash: %2</source>
            <translation>您确认已复核核对表：%1。签字后该表不再改变。
校验码：%2</translation>
        </message>
        <message>
            <source>You sign that you prepared the sheet %1. Another person reviews it.
Hash: %2</source>
            <translation>您确认已编制核对表：%1。须由另一人复核。
校验码：%2</translation>
        </message>
        <message>
            <source>Si&amp;gn</source>
            <translation>签字(&amp;G)</translation>
        </message>
        <message>
            <source>Signed. The sheet is now: %1.</source>
            <translation>已签字。核对表当前状态：%1。</translation>
        </message>
        <message>
            <source>Stop channel %1</source>
            <translation>对渠道 %1 止付</translation>
        </message>
        <message>
            <source>Nothing more is sent by %1 from now on. What was sent stays sent. Lifting the stop takes two people.</source>
            <translation>从现在起，%1 不再发出任何出款；已发出的不受影响。解除止付须两人办理。</translation>
        </message>
        <message>
            <source>&amp;Stop the channel</source>
            <translation>立即止付(&amp;S)</translation>
        </message>
        <message>
            <source>The channel is stopped.</source>
            <translation>该渠道已止付。</translation>
        </message>
        <message>
            <source>Choose a file in quarantine to reject it.</source>
            <translation>请先选择一个隔离中的文件，再予拒绝。</translation>
        </message>
        <message>
            <source>Rejected by %1. Reason: %2</source>
            <comment>a statement</comment>
            <translation>%1 已拒绝该文件。理由：%2</translation>
        </message>
        <message>
            <source>Accepted by %1. Reason: %2</source>
            <comment>a statement</comment>
            <translation>%1 已接受该文件。理由：%2</translation>
        </message>
        <message>
            <source>Reject a statement in quarantine</source>
            <translation>拒绝隔离中的对账文件</translation>
        </message>
        <message>
            <source>Once rejected, its lines count nowhere and it can never be accepted; the bank's right file may still be loaded. Exceptions that it names are then decided by others than you.</source>
            <translation>拒绝后，其明细一概不计入，且不能再接受；银行的正确文件仍可导入。它所列及的异常须由您以外的人决定。</translation>
        </message>
        <message>
            <source>Re&amp;ject the statement</source>
            <translation>拒绝该对账文件(&amp;J)</translation>
        </message>
        <message>
            <source>The statement is rejected; its lines count nowhere.</source>
            <translation>对账文件已拒绝，其明细一概不计入。</translation>
        </message>
        <message>
            <source>&amp;Reject…</source>
            <translation>拒绝(&amp;R)…</translation>
        </message>
        <message>
            <source>Takes a wrong or forged file out of everything that counts; needs a reason (Alt+R)</source>
            <translation>让错误或伪造的文件不再计入任何判断；须填写原因（Alt+R）</translation>
        </message>
        <message>
            <source>Reject the chosen statement</source>
            <translation>拒绝所选对账文件</translation>
        </message>
        <message>
            <source>Accept the chosen statement</source>
            <translation>接受所选对账文件</translation>
        </message>
        <message>
            <source>Accept a statement in quarantine</source>
            <translation>接受隔离中的对账文件</translation>
        </message>
        <message>
            <source>&amp;Accept the statement</source>
            <translation>接受对账文件(&amp;A)</translation>
        </message>
        <message>
            <source>The statement is accepted; its lines count.</source>
            <translation>对账文件已接受，明细生效。</translation>
        </message>
        <message>
            <source>Save the sheet as PDF</source>
            <translation>核对表另存为 PDF</translation>
        </message>
        <message>
            <source>Save the sheet as CSV</source>
            <translation>核对表另存为 CSV</translation>
        </message>
        <message>
            <source>The file was not written.</source>
            <translation>文件未写入。</translation>
        </message>
        <message>
            <source>The sheet is saved in %1.</source>
            <translation>核对表已保存到 %1。</translation>
        </message>
        <message>
            <source>&amp;Business date:</source>
            <translation>业务日期(&amp;B)：</translation>
        </message>
        <message>
            <source>Business date of the cuts</source>
            <translation>核对的业务日期</translation>
        </message>
        <message>
            <source>Run co&amp;mparison</source>
            <translation>执行核对(&amp;M)</translation>
        </message>
        <message>
            <source>Compares the chosen cut again and makes a new version; changes nothing else (Alt+M)</source>
            <translation>重新核对所选时点并生成新版本，不改动其他数据（Alt+M）</translation>
        </message>
        <message>
            <source>Comparison sheet</source>
            <translation>核对表</translation>
        </message>
        <message>
            <source>Save as CS&amp;V…</source>
            <translation>存为 CSV(&amp;V)…</translation>
        </message>
        <message>
            <source>Save as &amp;PDF…</source>
            <translation>存为 PDF(&amp;P)…</translation>
        </message>
        <message>
            <source>Exactly the lines that are shown (Alt+V)</source>
            <translation>与屏幕所示明细完全一致（Alt+V）</translation>
        </message>
        <message>
            <source>The sheet with its signature lines, for the paper file (Alt+P)</source>
            <translation>带签字栏的核对表，用于纸质归档（Alt+P）</translation>
        </message>
        <message>
            <source>S&amp;top this channel…</source>
            <translation>渠道止付(&amp;T)…</translation>
        </message>
        <message>
            <source>Stops all sending by this channel; one person may stop, two lift it (Alt+T)</source>
            <translation>停止该渠道全部出款；一人即可止付，解除须两人（Alt+T）</translation>
        </message>
        <message>
            <source>Shows the hash that you put your name under (Alt+G)</source>
            <translation>显示您签字对应的校验码（Alt+G）</translation>
        </message>
        <message>
            <source>&amp;Accept…</source>
            <translation>接受(&amp;A)…</translation>
        </message>
        <message>
            <source>Lets a file count although its balances do not prove it; needs a reason (Alt+A)</source>
            <translation>余额勾稽不平的文件，说明理由后可视为有效（Alt+A）</translation>
        </message>
        <message>
            <source>&amp;Import statement…</source>
            <translation>导入对账文件(&amp;I)…</translation>
        </message>
        <message>
            <source>Reads a statement file of the bank (Alt+I)</source>
            <translation>读取银行对账文件（Alt+I）</translation>
        </message>
        <message>
            <source>Once accepted, its lines confirm payouts and its period counts as covered; exceptions that rest on it are then decided by others than you.</source>
            <translation>接受后，其明细可作为出款依据，所属期间视为已覆盖；以它为依据的异常须由您以外的人决定。</translation>
        </message>
        <message>
            <source>The day could not be read.</source>
            <translation>无法读取日结情况。</translation>
        </message>
        <message>
            <source>Close the day</source>
            <translation>日结</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::CutGridView</name>
        <message>
            <source>Comparisons of the day: channels and cuts</source>
            <translation>当日核对：渠道与时点</translation>
        </message>
        <message>
            <source>Cut %1</source>
            <comment>a time</comment>
            <translation>时点 %1</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DecideDialog</name>
        <message>
            <source>Confirm the proposal</source>
            <translation>确认申请</translation>
        </message>
        <message>
            <source>Refuse the proposal</source>
            <translation>拒绝申请</translation>
        </message>
        <message>
            <source>&amp;Confirm</source>
            <translation>确认(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Refuse</source>
            <translation>拒绝(&amp;R)</translation>
        </message>
        <message numerus="yes">
            <source>%n proposal(s) with %1 are put aside; the payouts stay unconfirmed as they are.</source>
            <translation>
                <numerusform>%n 笔申请（%1）不予执行，出款保持“未确认”不变。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ExceptionDetailView</name>
        <message>
            <source>What is known of the chosen payout</source>
            <translation>所选出款目前掌握的情况</translation>
        </message>
        <message>
            <source>Choose a payout on the left to see what is known of it.</source>
            <translation>请在左侧选择一笔出款，查看目前掌握的情况。</translation>
        </message>
        <message>
            <source>No order was made at the bank yet.</source>
            <translation>尚未向银行发出指令。</translation>
        </message>
        <message>
            <source>Order number %1</source>
            <translation>渠道订单号 %1</translation>
        </message>
        <message>
            <source>The eight gates</source>
            <translation>八道关口</translation>
        </message>
        <message>
            <source>What the first person saw</source>
            <translation>申请人所见依据</translation>
        </message>
        <message>
            <source>What happened so far</source>
            <translation>处理经过</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>经办</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>说明</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ExceptionPage</name>
        <message>
            <source>Exceptions: queue and groups</source>
            <translation>异常：列表与分组</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>锁定状态</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Last answer</source>
            <translation>最近答复</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>已申请</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>起始时间</translation>
        </message>
        <message>
            <source>Next question</source>
            <translation>下次查询</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Order number</source>
            <translation>渠道订单号</translation>
        </message>
        <message>
            <source>Exceptions</source>
            <translation>异常</translation>
        </message>
        <message>
            <source>Some of the chosen rows are not read yet. Scroll through them once, or use a group.</source>
            <translation>所选记录中有一部分尚未读取。请滚动浏览一遍，或改用分组。</translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1 are chosen. Each one is checked; those whose gates are shut are left out and listed.</source>
            <translation>
                <numerusform>已选 %n 笔（%1）。系统逐笔检查，关口未开的不处理，并列出原因。</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a group on the left to act on all of its payouts together.</source>
            <translation>请在左侧选择一个分组，对其全部出款一并处理。</translation>
        </message>
        <message>
            <source>The payout could not be read.</source>
            <translation>出款读取未成功。</translation>
        </message>
        <message>
            <source>The groups could not be read.</source>
            <translation>分组读取未成功。</translation>
        </message>
        <message numerus="yes">
            <source>%n group(s)</source>
            <translation>
                <numerusform>分组（%n）</numerusform>
            </translation>
        </message>
        <message>
            <source>The group could not be read.</source>
            <translation>该分组读取未成功。</translation>
        </message>
        <message>
            <source>Pay again: %1</source>
            <translation>再次出款：%1</translation>
        </message>
        <message>
            <source>Return: %1</source>
            <translation>退回：%1</translation>
        </message>
        <message>
            <source>The question was not planned.</source>
            <translation>查询未安排成功。</translation>
        </message>
        <message>
            <source>The bank is asked again at %1. Asking never moves money.</source>
            <translation>将于 %1 再次向银行查询。查询不会动用资金。</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>异常列表</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>Sho&amp;w:</source>
            <translation>显示(&amp;W)：</translation>
        </message>
        <message>
            <source>All exceptions</source>
            <translation>全部异常</translation>
        </message>
        <message>
            <source>Still locked</source>
            <translation>锁定中</translation>
        </message>
        <message>
            <source>May be acted on</source>
            <translation>可处理</translation>
        </message>
        <message>
            <source>Proposed ones</source>
            <translation>已申请</translation>
        </message>
        <message>
            <source>Wrong payee data</source>
            <translation>收款人信息有误</translation>
        </message>
        <message>
            <source>&amp;Order:</source>
            <translation>排序(&amp;O)：</translation>
        </message>
        <message>
            <source>First to unlock</source>
            <translation>最先解锁</translation>
        </message>
        <message>
            <source>Largest amount</source>
            <translation>金额最大</translation>
        </message>
        <message>
            <source>Which exceptions are shown</source>
            <translation>显示哪些异常</translation>
        </message>
        <message>
            <source>Order of the exceptions</source>
            <translation>异常的排序</translation>
        </message>
        <message>
            <source>No exceptions here</source>
            <translation>没有异常</translation>
        </message>
        <message>
            <source>Payouts whose outcome is unconfirmed appear here.</source>
            <translation>结果未确认的出款会显示在这里。</translation>
        </message>
        <message>
            <source>As&amp;k the bank again</source>
            <translation>向银行再问一次(&amp;K)</translation>
        </message>
        <message>
            <source>Propose paying a&amp;gain…</source>
            <translation>申请再次出款(&amp;G)…</translation>
        </message>
        <message>
            <source>Propose &amp;returning…</source>
            <translation>申请退回(&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Confirm…</source>
            <translation>确认(&amp;C)…</translation>
        </message>
        <message>
            <source>Re&amp;fuse…</source>
            <translation>拒绝(&amp;F)…</translation>
        </message>
        <message>
            <source>Always safe: only asks, moves no money (Alt+K)</source>
            <translation>随时可用：只查询，不动用资金（Alt+K）</translation>
        </message>
        <message>
            <source>A second person confirms before anything is sent (Alt+G)</source>
            <translation>须另一人确认后才会发出（Alt+G）</translation>
        </message>
        <message>
            <source>A second person confirms before the money goes back (Alt+R)</source>
            <translation>须另一人确认后资金才会退回（Alt+R）</translation>
        </message>
        <message>
            <source>Shows what was proposed and seen before you confirm (Alt+C)</source>
            <translation>确认之前，显示申请内容及申请人所见依据（Alt+C）</translation>
        </message>
        <message>
            <source>Puts the proposal aside; the payout stays unconfirmed (Alt+F)</source>
            <translation>不执行该申请，出款保持“未确认”（Alt+F）</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ExceptionText</name>
        <message>
            <source>%1 to %2, account %3, by %4 for merchant %5</source>
            <translation>商户 %5 经 %4 付给 %2（账号 %3）%1</translation>
        </message>
        <message>
            <source>Not known: nobody has proof since %1 whether it was paid. Reason: %2.</source>
            <translation>不知道：自 %1 起没有凭据证明是否已付。原因：%2。</translation>
        </message>
        <message>
            <source>The bank has not answered yet.</source>
            <translation>银行尚未答复。</translation>
        </message>
        <message>
            <source>The bank's last answer means: %1.</source>
            <translation>银行最近答复：%1。</translation>
        </message>
        <message>
            <source>The bank's last answer means: %1 (code %2).</source>
            <translation>银行最近答复：%1（应答码 %2）。</translation>
        </message>
        <message numerus="yes">
            <source>It was asked %n time(s); no further question is planned, but you may ask at any time.</source>
            <translation>
                <numerusform>已查询 %n 次；未安排下次查询，您可随时再问。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It was asked %n time(s); the next question goes out at %1.</source>
            <translation>
                <numerusform>已查询 %n 次；下次查询时间 %1。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 proposed to %2. Reason: %3</source>
            <translation>%1 申请%2。理由：%3</translation>
        </message>
        <message>
            <source>%1 proposed at %2 to %3. Reason: %4</source>
            <translation>%1 于 %2 申请%3。理由：%4</translation>
        </message>
        <message>
            <source>What the first person saw still holds.</source>
            <translation>申请人所见依据仍然成立。</translation>
        </message>
        <message>
            <source>What the first person saw no longer holds. Refuse it and let it be proposed again on what is known now.</source>
            <translation>申请人所见依据已不成立。请拒绝，并按最新情况重新申请。</translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1: %2 may be paid again, %3 may be returned, %4 are proposed already.</source>
            <translation>
                <numerusform>共 %n 笔（%1）：可再次出款 %2 笔，可退回 %3 笔，已申请 %4 笔。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1 will be sent to the bank once more. If the first order was paid after all, the payee gets the money twice.</source>
            <translation>
                <numerusform>%n 笔（%1）将再次发往银行。若首次指令其实已付，收款人会收到两次。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) with %1 will go back to the merchant's balance and never be paid. If the first order was paid after all, the money is gone twice.</source>
            <translation>
                <numerusform>%n 笔（%1）将退回商户余额，不再出款。若首次指令其实已付，资金将付出两次。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) are proposed; another person confirms them.</source>
            <translation>
                <numerusform>已申请 %n 笔，须由另一人确认。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) are decided.</source>
            <translation>
                <numerusform>已处理 %n 笔。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) were left out; the list says why.</source>
            <translation>
                <numerusform>%n 笔未处理，原因见列表。</numerusform>
            </translation>
        </message>
        <message>
            <source>It was not sent; since %1 it waits for two people.</source>
            <translation>未曾发出；自 %1 起等待两人处理。</translation>
        </message>
        <message>
            <source>POSSIBLE DUPLICATE · %1</source>
            <translation>可能重复 · %1</translation>
        </message>
        <message numerus="yes">
            <source>Possible duplicate: it was let out to the bank %n time(s). Look for every one of them in the bank's statement before anything is decided.</source>
            <translation>
                <numerusform>可能重复：已向银行发出 %n 次。作出决定之前，请在银行对账单中逐一查找。</numerusform>
            </translation>
        </message>
        <message>
            <source>Decided by another auditor or supervisor than the one who proposed it.</source>
            <translation>由申请人以外的复核员或主管决定。</translation>
        </message>
        <message>
            <source>An operator may propose now; an auditor or a supervisor confirms.</source>
            <translation>操作员现在可以申请，由复核员或主管确认。</translation>
        </message>
        <message>
            <source>Nobody decides before %1, and then two people.</source>
            <translation>%1 之前任何人不得决定，之后须由两人决定。</translation>
        </message>
        <message>
            <source>Nobody decides yet; the gates below say what is missing.</source>
            <translation>目前任何人都不能决定；缺少什么见下方八道关口。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::FrozenEvidence</name>
        <message>
            <source>Evidence</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>It cannot be read. Refuse the proposal.</source>
            <translation>依据无法读取，请拒绝该申请。</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Proposed action</source>
            <translation>申请事项</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Seen at</source>
            <translation>查看时间</translation>
        </message>
        <message>
            <source>Statement covers to</source>
            <translation>对账文件覆盖至</translation>
        </message>
        <message>
            <source>An order was sent</source>
            <translation>已向银行发出指令</translation>
        </message>
        <message>
            <source>Bank last answered at</source>
            <translation>银行最近有效答复</translation>
        </message>
        <message>
            <source>Last answer</source>
            <translation>最近答复</translation>
        </message>
        <message>
            <source>Statement needed to</source>
            <translation>对账文件须覆盖至</translation>
        </message>
        <message>
            <source>Order number</source>
            <translation>渠道订单号</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Payout</source>
            <translation>出款编号</translation>
        </message>
        <message>
            <source>Statement says</source>
            <translation>对账文件显示</translation>
        </message>
        <message>
            <source>Reason of the exception</source>
            <translation>异常原因</translation>
        </message>
        <message>
            <source>Version seen</source>
            <translation>所见版本</translation>
        </message>
        <message>
            <source>the payout is not in it</source>
            <translation>无此笔出款</translation>
        </message>
        <message>
            <source>the bank sent it back</source>
            <translation>银行已退回</translation>
        </message>
        <message>
            <source>the bank paid it</source>
            <translation>银行已付</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <comment>opposite of yes</comment>
            <translation>否</translation>
        </message>
        <message>
            <source>Paid again under</source>
            <translation>重新出款使用</translation>
        </message>
        <message>
            <source>the same order number; the bank pays it once</source>
            <translation>原订单号；银行对同一订单号只付一次</translation>
        </message>
        <message>
            <source>a new order number</source>
            <translation>新订单号</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::GateText</name>
        <message>
            <source>Not open yet.</source>
            <translation>尚未打开。</translation>
        </message>
        <message>
            <source>Not needed here; the lock would end at %1.</source>
            <translation>此处不要求；锁定到 %1 结束。</translation>
        </message>
        <message>
            <source>The lock ended at %1.</source>
            <translation>锁定已于 %1 结束。</translation>
        </message>
        <message>
            <source>Not needed: nothing was ever sent to the bank.</source>
            <translation>不要求：从未向银行发出。</translation>
        </message>
        <message>
            <source>No other order of this payout is without a final answer.</source>
            <translation>该笔出款没有其他未决指令。</translation>
        </message>
        <message>
            <source>Not needed for a return.</source>
            <translation>退回不要求。</translation>
        </message>
        <message>
            <source>No pause at this moment.</source>
            <translation>当前不在暂停时段。</translation>
        </message>
        <message>
            <source>Neither the proposer nor the maker of the batch may confirm.</source>
            <translation>确认人不得是申请人，也不得是批次制单人。</translation>
        </message>
        <message>
            <source>The payee was clear at %1.</source>
            <translation>收款人已于 %1 通过筛查。</translation>
        </message>
        <message>
            <source>The payee is clear.</source>
            <translation>收款人已通过筛查。</translation>
        </message>
        <message>
            <source>You see the newest version.</source>
            <translation>您看到的是最新版本。</translation>
        </message>
        <message>
            <source>It is not known yet up to when the statement must reach.</source>
            <translation>对账文件须覆盖到何时，尚不确定。</translation>
        </message>
        <message>
            <source>No statement is loaded yet; needed up to %1.</source>
            <translation>尚未导入对账文件，须覆盖至 %1。</translation>
        </message>
        <message>
            <source>The statement covers to %1, needed %2.</source>
            <translation>对账文件覆盖至 %1，须覆盖至 %2。</translation>
        </message>
        <message>
            <source>The newest question to the bank has no usable answer.</source>
            <translation>最近一次查询没有得到有效答复。</translation>
        </message>
        <message>
            <source>The bank last answered at %1; an answer after the end of the lock at %2 is needed.</source>
            <translation>银行最近答复在 %1，须有 %2 锁定结束之后的答复。</translation>
        </message>
        <message>
            <source>The bank last answered at %1.</source>
            <translation>银行最近答复在 %1。</translation>
        </message>
        <message>
            <source>Locked until %1.</source>
            <translation>锁定至 %1。</translation>
        </message>
        <message>
            <source>The payee is screened anew when it is proposed and confirmed.</source>
            <translation>申请和确认时会重新筛查收款人。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::GateTicksView</name>
        <message>
            <source>Pay again: %1 of 8 gates open</source>
            <translation>再次出款：8 道关口已开 %1 道</translation>
        </message>
        <message>
            <source>Return: %1 of 8 gates open</source>
            <translation>退回：8 道关口已开 %1 道</translation>
        </message>
        <message>
            <source>✓ open</source>
            <comment>a gate</comment>
            <translation>✓ 已开</translation>
        </message>
        <message>
            <source>✗ shut</source>
            <comment>a gate</comment>
            <translation>✗ 未开</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::GroupsView</name>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>起始时间</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>截止时间</translation>
        </message>
        <message>
            <source>Payouts</source>
            <translation>笔数</translation>
        </message>
        <message>
            <source>Total</source>
            <comment>sum of a group</comment>
            <translation>总金额</translation>
        </message>
        <message>
            <source>May be paid again</source>
            <translation>可再次出款</translation>
        </message>
        <message>
            <source>May be returned</source>
            <translation>可退回</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>已申请</translation>
        </message>
        <message>
            <source>Groups of exceptions that began together</source>
            <translation>同时发生的异常分组</translation>
        </message>
        <message>
            <source>No groups</source>
            <translation>没有分组</translation>
        </message>
        <message>
            <source>Exceptions of one channel, time and reason are grouped here.</source>
            <translation>同一渠道、同一时段、同一原因的异常归为一组。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::LookAlikesView</name>
        <message>
            <source>Batch number</source>
            <translation>批次号</translation>
        </message>
        <message>
            <source>Business date</source>
            <translation>业务日期</translation>
        </message>
        <message>
            <source>Total</source>
            <comment>sum of a batch</comment>
            <translation>总金额</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>笔数</translation>
        </message>
        <message>
            <source>Equal pairs</source>
            <translation>相同笔数</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>This batch beside the batches that look like it</source>
            <translation>本批次与相似批次对比</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ProposeDialog</name>
        <message>
            <source>Left out</source>
            <translation>未处理</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Payouts that were left out, and why</source>
            <translation>未处理的出款及原因</translation>
        </message>
        <message>
            <source>Propose paying again</source>
            <translation>申请再次出款</translation>
        </message>
        <message>
            <source>Propose returning</source>
            <translation>申请退回</translation>
        </message>
        <message>
            <source>Nothing happens until another person confirms it.</source>
            <translation>另一人确认之前，不会有任何动作。</translation>
        </message>
        <message>
            <source>&amp;Propose paying again</source>
            <translation>申请再次出款(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Propose returning</source>
            <translation>申请退回(&amp;P)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ReasonDialog</name>
        <message>
            <source>&amp;Reason (goes on record with your name):</source>
            <translation>理由（与您的姓名一并存档）(&amp;R)：</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>A reason is needed.</source>
            <translation>请填写理由。</translation>
        </message>
        <message>
            <source>The reason is longer than 500 characters.</source>
            <translation>理由超过 500 字。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SheetLines</name>
        <message>
            <source>Class</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>System: state</source>
            <translation>系统：状态</translation>
        </message>
        <message>
            <source>System: amount</source>
            <translation>系统：金额</translation>
        </message>
        <message>
            <source>Bank: amount</source>
            <translation>银行：金额</translation>
        </message>
        <message>
            <source>Bank: booked at</source>
            <translation>银行：记账时间</translation>
        </message>
        <message>
            <source>Differs in</source>
            <translation>差异项</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Order number</source>
            <translation>渠道订单号</translation>
        </message>
        <message>
            <source>Bank's flow number</source>
            <translation>银行流水号</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SheetPaper</name>
        <message>
            <source>Payout comparison sheet</source>
            <translation>出款核对表</translation>
        </message>
        <message>
            <source>Unexplained: %1</source>
            <translation>未解释差额：%1</translation>
        </message>
        <message>
            <source>Must be equal</source>
            <translation>应当相等</translation>
        </message>
        <message>
            <source>Computed from</source>
            <translation>计算过程</translation>
        </message>
        <message>
            <source>Left side</source>
            <translation>左方</translation>
        </message>
        <message>
            <source>Right side</source>
            <translation>右方</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>笔数</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Bank</source>
            <translation>银行</translation>
        </message>
        <message>
            <source>Lines that do not match: %1</source>
            <translation>不一致明细：%1 笔</translation>
        </message>
        <message>
            <source>Hash of the sheet: %1</source>
            <translation>核对表校验码：%1</translation>
        </message>
        <message>
            <source>Prepared by (signature): ______________________   Date: ____________</source>
            <translation>制表人（签字）：______________________   日期：____________</translation>
        </message>
        <message>
            <source>Reviewed by (signature): ______________________   Date: ____________</source>
            <translation>复核人（签字）：______________________   日期：____________</translation>
        </message>
        <message>
            <source>Unexplained</source>
            <translation>未解释差额</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SheetText</name>
        <message>
            <source>%1, cut of %2, version %3; statements cover to %4</source>
            <comment>channel, time, number, time</comment>
            <translation>%1，%2 时点，第 %3 版；对账文件覆盖至 %4</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>class name: number of lines</comment>
            <translation>%1：%2 笔</translation>
        </message>
        <message>
            <source>No critical difference in this sheet.</source>
            <translation>本核对表没有重大差异。</translation>
        </message>
        <message numerus="yes">
            <source>%n critical difference(s): money may have left twice, without an order, or to somebody else.</source>
            <translation>
                <numerusform>%n 笔重大差异：资金可能重复付出、无指令付出或付错收款人。</numerusform>
            </translation>
        </message>
        <message>
            <source>Every amount of both sides belongs to a class.</source>
            <translation>双方每笔金额均已归类。</translation>
        </message>
        <message>
            <source>It must become 0.00: clear up every critical line and every line that the bank does not have.</source>
            <translation>须归零：请查清每一笔重大差异和系统有银行无的明细。</translation>
        </message>
        <message>
            <source>Open in transit + newly sent − paid − confirmed not paid = still in transit</source>
            <translation>期初在途 + 新发出 − 已付 − 确认未付 = 期末在途</translation>
        </message>
        <message>
            <source>count</source>
            <translation>笔数</translation>
        </message>
        <message>
            <source>amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Paid by the bank = sum of the classes</source>
            <translation>银行实付合计 = 各分类合计</translation>
        </message>
        <message>
            <source>✓ exact</source>
            <translation>✓ 相符</translation>
        </message>
        <message>
            <source>not equal</source>
            <translation>不符</translation>
        </message>
        <message>
            <source>Not prepared by anybody yet.</source>
            <translation>尚未制表签字。</translation>
        </message>
        <message>
            <source>Prepared by %1 at %2.</source>
            <translation>%1 于 %2 制表签字。</translation>
        </message>
        <message>
            <source>Not reviewed by anybody yet.</source>
            <translation>尚未复核签字。</translation>
        </message>
        <message>
            <source>Reviewed by %1 at %2.</source>
            <translation>%1 于 %2 复核签字。</translation>
        </message>
        <message>
            <source>This is the first version of this cut.</source>
            <translation>该时点的第一版。</translation>
        </message>
        <message>
            <source>Against version %1: %2 lines came, %3 lines went.</source>
            <translation>与第 %1 版相比：新增 %2 笔，减少 %3 笔。</translation>
        </message>
        <message numerus="yes">
            <source>%n critical</source>
            <translation>
                <numerusform>重大差异 %n 笔</numerusform>
            </translation>
        </message>
        <message>
            <source>unexplained %1</source>
            <translation>未解释 %1</translation>
        </message>
        <message numerus="yes">
            <source>You sign although %n critical difference(s) and %1 unexplained are still there.</source>
            <translation>
                <numerusform>签字时仍有 %n 笔重大差异、未解释差额 %1。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SheetView</name>
        <message>
            <source>Parts of the comparison sheet</source>
            <translation>核对表的各部分</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>汇总</translation>
        </message>
        <message>
            <source>Unexplained</source>
            <translation>未解释差额</translation>
        </message>
        <message>
            <source>Sheet</source>
            <comment>a comparison sheet</comment>
            <translation>核对表</translation>
        </message>
        <message>
            <source>Preparer</source>
            <translation>制表人</translation>
        </message>
        <message>
            <source>Reviewer</source>
            <translation>复核人</translation>
        </message>
        <message>
            <source>Hash of the sheet</source>
            <translation>核对表校验码</translation>
        </message>
        <message>
            <source>Must be equal</source>
            <translation>应当相等</translation>
        </message>
        <message>
            <source>Computed from</source>
            <translation>计算过程</translation>
        </message>
        <message>
            <source>Left side</source>
            <translation>左方</translation>
        </message>
        <message>
            <source>Right side</source>
            <translation>右方</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>The two identities</source>
            <translation>两个平衡关系</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>笔数</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Bank</source>
            <translation>银行</translation>
        </message>
        <message>
            <source>What it means</source>
            <translation>含义与处理</translation>
        </message>
        <message>
            <source>Totals by class</source>
            <translation>分类合计</translation>
        </message>
        <message>
            <source>Not matched: %1</source>
            <translation>不一致（%1）</translation>
        </message>
        <message>
            <source>Changes: %1</source>
            <translation>版本变化（%1）</translation>
        </message>
        <message>
            <source>The first %1 of %2 lines are shown, critical ones first.</source>
            <translation>共 %2 笔，显示前 %1 笔，重大差异在前。</translation>
        </message>
        <message>
            <source>Lines that do not match, critical ones first</source>
            <translation>不一致明细，重大差异在前</translation>
        </message>
        <message>
            <source>Everything matches</source>
            <translation>全部一致</translation>
        </message>
        <message>
            <source>There is nothing in this cut that does not match.</source>
            <translation>该时点没有不一致的明细。</translation>
        </message>
        <message>
            <source>New in this version</source>
            <translation>本版新增</translation>
        </message>
        <message>
            <source>No longer in this version</source>
            <translation>本版减少</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>没有新增</translation>
        </message>
        <message>
            <source>No line came since the version before.</source>
            <translation>与上一版相比没有新增明细。</translation>
        </message>
        <message>
            <source>Nothing went</source>
            <translation>没有减少</translation>
        </message>
        <message>
            <source>No line went since the version before.</source>
            <translation>与上一版相比没有减少明细。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StatementsView</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Covers</source>
            <translation>覆盖期间</translation>
        </message>
        <message>
            <source>Proof by balances</source>
            <translation>余额勾稽</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差额</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>明细笔数</translation>
        </message>
        <message>
            <source>Debits</source>
            <translation>借方合计</translation>
        </message>
        <message>
            <source>Credits</source>
            <translation>贷方合计</translation>
        </message>
        <message>
            <source>Loaded at</source>
            <translation>导入时间</translation>
        </message>
        <message>
            <source>Loaded by</source>
            <translation>导入人</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Statement files</source>
            <translation>对账文件</translation>
        </message>
        <message>
            <source>No statements yet</source>
            <translation>还没有对账文件</translation>
        </message>
        <message>
            <source>Import the bank's statement file to compare against it.</source>
            <translation>导入银行对账文件后即可核对。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SetAsideDialog</name>
        <message>
            <source>Set rows of batch %1 aside</source>
            <translation>将批次 %1 的明细撤出</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) with %1 are taken out of batch %2 and are not sent with it.</source>
            <translation>
                <numerusform>%n 笔明细共 %1 将撤出批次 %2，不随该批次发送。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;Set %n row(s) aside</source>
            <translation>
                <numerusform>撤出 %n 笔明细(&amp;S)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are set aside. The send job takes them to the exceptions; two people decide there.</source>
            <translation>
                <numerusform>已撤出 %n 笔明细。发送任务将把它们转入异常，由两人在异常页决定。</numerusform>
            </translation>
        </message>
        <message>
            <source>The send job moves them to the exceptions as provably not sent. There two people return the money with its fee to the balance of %1.</source>
            <translation>发送任务会把它们转入异常，原因为“确证未发送”；随后由两人在异常页把款项连同手续费退回 %1 的余额。</translation>
        </message>
        <message>
            <source>Two people may also pay those of them that nothing holds.</source>
            <translation>其中未被暂缓的明细，也可由两人决定仍然付出。</translation>
        </message>
        <message>
            <source>Setting aside cannot be undone.</source>
            <translation>撤出后不能撤销。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::QuarantineText</name>
        <message>
            <source>This is another database, or a copy, than the one that payouts were sent on.</source>
            <translation>这不是此前出款所用的数据库，或只是它的副本。</translation>
        </message>
        <message>
            <source>The database server was replaced or restored: it may have forgotten what was sent.</source>
            <translation>数据库服务器被替换或恢复过：可能遗忘了已发出的出款。</translation>
        </message>
        <message>
            <source>The database has gone back in time: it may have forgotten what was sent.</source>
            <translation>数据库回到了过去的状态：可能遗忘了已发出的出款。</translation>
        </message>
        <message>
            <source>An egress without any memory met a database that has sent.</source>
            <translation>没有任何记录的发送端遇到了已有发送记录的数据库。</translation>
        </message>
        <message>
            <source>The memory of an egress was put back to an older state.</source>
            <translation>发送端的记录被恢复到了较早的状态。</translation>
        </message>
        <message>
            <source>A person put sending into quarantine.</source>
            <translation>有人将出款置于隔离。</translation>
        </message>
        <message>
            <source>Load the statements of %1 up to the beginning of the quarantine and run the comparison, or stop the channel.</source>
            <translation>请导入 %1 截至隔离开始时刻的对账单并核对，或停用该渠道。</translation>
        </message>
        <message>
            <source>Start the egress %1, so that it says what it has sent; or declare its journal lost.</source>
            <translation>请启动发送端 %1，让它报告发送过什么；或声明其日志已丢失。</translation>
        </message>
        <message>
            <source>Start the egress: it writes down what it found, and what it has sent.</source>
            <translation>请启动发送端：它会记下所见情况以及发送过什么。</translation>
        </message>
        <message>
            <source>Nothing that was sent is missing here, by what the egress has reported.</source>
            <translation>据发送端报告，已发送的出款在本库中均有记录。</translation>
        </message>
        <message numerus="yes">
            <source>%n payout(s) of %1 in all were sent and are not known here. They are not sent again; the bank is asked about them.</source>
            <comment>%1: an amount</comment>
            <translation>
                <numerusform>有 %n 笔、合计 %1 的出款已发出而本库没有记录。它们不会再次发送，系统会向银行查询。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::QuarantineDialog</name>
        <message>
            <source>Quarantine</source>
            <translation>隔离</translation>
        </message>
        <message>
            <source>Nothing is sent until two people have released the quarantine.</source>
            <translation>在两人解除隔离之前，不会发出任何出款。</translation>
        </message>
        <message>
            <source>The quarantine is released. Sending goes on.</source>
            <translation>隔离已解除，出款继续。</translation>
        </message>
        <message>
            <source>The release is proposed. Another supervisor or an auditor has to agree.</source>
            <translation>已提议解除隔离，须由另一位主管或一位审核员同意。</translation>
        </message>
        <message>
            <source>Write down what was compared and found.</source>
            <translation>请写明核对了什么、结果如何。</translation>
        </message>
        <message>
            <source>%1 has sent %2, of which %3 are not known here</source>
            <comment>%1: an egress, %2 and %3: counts</comment>
            <translation>%1 发送过 %2 笔，其中 %3 笔本库没有记录</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>开始于</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>刚刚</translation>
        </message>
        <message>
            <source>Raised by</source>
            <translation>发起者</translation>
        </message>
        <message>
            <source>the database itself</source>
            <translation>数据库自身</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>发现的情况</translation>
        </message>
        <message>
            <source>The egress says</source>
            <translation>发送端报告</translation>
        </message>
        <message>
            <source>Forgotten</source>
            <translation>遗忘的出款</translation>
        </message>
        <message>
            <source>Release proposed by</source>
            <translation>解除提议人</translation>
        </message>
        <message>
            <source>Because</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Declared lost</source>
            <translation>声明丢失</translation>
        </message>
        <message>
            <source>Everything that has to be known is known.</source>
            <translation>需要查明的都已查明。</translation>
        </message>
        <message>
            <source>Still to be done:</source>
            <translation>尚需完成：</translation>
        </message>
        <message>
            <source>The journal of %1 is lost for good</source>
            <translation>%1 的日志已永久丢失</translation>
        </message>
        <message>
            <source>What was compared and &amp;found</source>
            <translation>核对内容与结果(&amp;F)</translation>
        </message>
        <message>
            <source>Agree, and let sending go on</source>
            <translation>同意解除，恢复出款</translation>
        </message>
        <message>
            <source>Propose the release</source>
            <translation>提议解除隔离</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DayTab</name>
        <message>
            <source>There is no channel.</source>
            <translation>没有渠道。</translation>
        </message>
        <message>
            <source>not approved yet</source>
            <comment>why a payout keeps the day open</comment>
            <translation>尚未审核</translation>
        </message>
        <message>
            <source>not sent yet</source>
            <comment>why a payout keeps the day open</comment>
            <translation>尚未发送</translation>
        </message>
        <message>
            <source>sent, no final answer</source>
            <comment>why a payout keeps the day open</comment>
            <translation>已发送，尚无最终结果</translation>
        </message>
        <message>
            <source>exception, two people decide</source>
            <comment>why a payout keeps the day open</comment>
            <translation>异常，须两人决定</translation>
        </message>
        <message>
            <source>paid, on no statement yet</source>
            <comment>why a payout keeps the day open</comment>
            <translation>已付，对账单尚未体现</translation>
        </message>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Open because</source>
            <translation>未了原因</translation>
        </message>
        <message numerus="yes">
            <source>%1 is open: %Ln payout(s).</source>
            <comment>%1: a date</comment>
            <translation>
                <numerusform>%1 未日结：共 %Ln 笔出款。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) are not approved or not sent. Send them, set them aside or reject the batch first.</source>
            <translation>
                <numerusform>%Ln 笔尚未审核或尚未发送。请先发送、撤出或驳回该批次。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) are open; the closing lists them by name, with a reason.</source>
            <translation>
                <numerusform>%Ln 笔未了；日结时逐笔列明并说明原因。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 proposed closing at %2: %3. Another person confirms; one of the two is a supervisor.</source>
            <comment>%1: a person, %2: a time, %3: the reason</comment>
            <translation>%1 于 %2 申请日结：%3。须由另一人确认，两人中须有一位主管。</translation>
        </message>
        <message>
            <source>nothing is open</source>
            <translation>没有未了出款</translation>
        </message>
        <message>
            <source>One person proposes closing, another confirms; one of the two is a supervisor.</source>
            <translation>日结由一人申请、另一人确认，两人中须有一位主管。</translation>
        </message>
        <message>
            <source>Propose closing ane&amp;w…</source>
            <translation>重新申请日结(&amp;W)…</translation>
        </message>
        <message>
            <source>C&amp;lose the day…</source>
            <translation>日结(&amp;L)…</translation>
        </message>
        <message>
            <source>Con&amp;firm closing…</source>
            <translation>确认日结(&amp;F)…</translation>
        </message>
        <message numerus="yes">
            <source>%1 is closed. %2 confirmed it at %3, with %Ln open payout(s) listed.</source>
            <comment>%1: a date, %2: a person, %3: a time</comment>
            <translation>
                <numerusform>%1 已日结。%2 于 %3 确认，列明 %Ln 笔未了出款。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 proposed reopening at %2: %3. Another person confirms; one of the two is a supervisor.</source>
            <comment>%1: a person, %2: a time, %3: the reason</comment>
            <translation>%1 于 %2 申请反日结：%3。须由另一人确认，两人中须有一位主管。</translation>
        </message>
        <message>
            <source>Nothing of this day is sent or imported any more; statements are still taken. Reopening takes two people and a reason.</source>
            <translation>该日不再发送或导入出款；对账单仍可导入。反日结须两人并说明原因。</translation>
        </message>
        <message>
            <source>Propose reopening ane&amp;w…</source>
            <translation>重新申请反日结(&amp;W)…</translation>
        </message>
        <message>
            <source>Reopen the &amp;day…</source>
            <translation>反日结(&amp;D)…</translation>
        </message>
        <message>
            <source>Con&amp;firm reopening…</source>
            <translation>确认反日结(&amp;F)…</translation>
        </message>
        <message>
            <source>The closing is proposed. Another person has to confirm it.</source>
            <translation>已申请日结，须由另一人确认。</translation>
        </message>
        <message>
            <source>Propose closing %1 of %2. Every payout is matched by a statement.</source>
            <comment>a date, a channel</comment>
            <translation>申请 %2 的 %1 日结。每笔出款均与对账单相符。</translation>
        </message>
        <message numerus="yes">
            <source>Propose closing %1 of %2 although %Ln payout(s) are open. They are listed by name; say why they may stay open.</source>
            <comment>a date, a channel</comment>
            <translation>
                <numerusform>申请 %2 的 %1 日结，尚有 %Ln 笔未了。将逐笔列明；请说明为何可以保留。</numerusform>
            </translation>
        </message>
        <message>
            <source>Close the day</source>
            <translation>日结</translation>
        </message>
        <message>
            <source>&amp;Propose closing</source>
            <translation>申请日结(&amp;P)</translation>
        </message>
        <message numerus="yes">
            <source>Close %1 of %2, with %Ln open payout(s) listed. From then on nothing of this day is sent or imported.</source>
            <comment>a date, a channel</comment>
            <translation>
                <numerusform>确认 %2 的 %1 日结，列明 %Ln 笔未了出款。此后该日不再发送或导入出款。</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Confirm closing</source>
            <translation>确认日结(&amp;C)</translation>
        </message>
        <message>
            <source>The day is closed.</source>
            <translation>已日结。</translation>
        </message>
        <message>
            <source>Reopen the day</source>
            <translation>反日结</translation>
        </message>
        <message>
            <source>Propose reopening %1 of %2.</source>
            <comment>a date, a channel</comment>
            <translation>申请 %2 的 %1 反日结。</translation>
        </message>
        <message>
            <source>&amp;Propose reopening</source>
            <translation>申请反日结(&amp;P)</translation>
        </message>
        <message>
            <source>The reopening is proposed. Another person has to confirm it.</source>
            <translation>已申请反日结，须由另一人确认。</translation>
        </message>
        <message>
            <source>Reopen %1 of %2: its payouts may be sent again, and it has to be closed anew.
%3</source>
            <comment>a date, a channel, the reason</comment>
            <translation>将 %2 的 %1 反日结：该日出款可再次发送，并须重新日结。
%3</translation>
        </message>
        <message>
            <source>&amp;Confirm reopening</source>
            <translation>确认反日结(&amp;C)</translation>
        </message>
        <message>
            <source>The day is open again.</source>
            <translation>已反日结。</translation>
        </message>
        <message>
            <source>Channel whose day is closed</source>
            <translation>日结的渠道</translation>
        </message>
        <message>
            <source>What is open of the day</source>
            <translation>该日未了出款</translation>
        </message>
        <message>
            <source>Propose closing or reopening the day</source>
            <translation>申请日结或反日结</translation>
        </message>
        <message>
            <source>Confirm what was proposed for the day</source>
            <translation>确认该日的申请</translation>
        </message>
    </context>
</TS>
