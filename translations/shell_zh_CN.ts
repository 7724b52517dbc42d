<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>payout::ui::ActionButton</name>
        <message>
            <source>The database is not reachable. Writing is locked until it is back.</source>
            <translation>数据库无法连接。恢复之前禁止写入。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::BatchIssueText</name>
        <message>
            <source>The line with the column names is missing.</source>
            <translation>缺少列名行。</translation>
        </message>
        <message>
            <source>This column is not part of the format. Remove it or correct its name.</source>
            <translation>格式中没有此列，请删除或更正列名。</translation>
        </message>
        <message>
            <source>A required column is missing.</source>
            <translation>缺少必需的列。</translation>
        </message>
        <message>
            <source>This column appears twice.</source>
            <translation>此列出现了两次。</translation>
        </message>
        <message>
            <source>The file has no payment rows.</source>
            <translation>文件中没有付款明细。</translation>
        </message>
        <message>
            <source>The file has more rows than one batch may have. Split it.</source>
            <translation>文件行数超过单个批次的上限，请拆分。</translation>
        </message>
        <message>
            <source>The sum of the file is larger than any batch may be.</source>
            <translation>文件合计金额超过批次上限。</translation>
        </message>
        <message>
            <source>The control line with row count and total is missing. Without it a file that was cut off looks complete.</source>
            <translation>缺少注明笔数和总额的控制行；没有它，被截断的文件看起来也是完整的。</translation>
        </message>
        <message>
            <source>There is more than one control line.</source>
            <translation>控制行多于一行。</translation>
        </message>
        <message>
            <source>The control line is in the middle of the rows. It belongs at the beginning or the end.</source>
            <translation>控制行位于明细中间；应放在开头或结尾。</translation>
        </message>
        <message>
            <source>The control line cannot be read. Write: #CONTROL,rows,total.</source>
            <translation>控制行无法识别。应写为：#控制,笔数,总额。</translation>
        </message>
        <message>
            <source>The control line states another number of rows than the file has. The file may be cut off.</source>
            <translation>控制行的笔数与文件不符，文件可能被截断。</translation>
        </message>
        <message>
            <source>The control line states another total than the rows add up to.</source>
            <translation>控制行的总额与明细合计不符。</translation>
        </message>
        <message>
            <source>The line is too long.</source>
            <translation>该行过长。</translation>
        </message>
        <message>
            <source>A quotation mark is opened and never closed.</source>
            <translation>引号没有闭合。</translation>
        </message>
        <message>
            <source>A quotation mark stands in the middle of a field.</source>
            <translation>引号出现在字段中间。</translation>
        </message>
        <message>
            <source>The row has fewer fields than there are columns.</source>
            <translation>该行的字段少于列数。</translation>
        </message>
        <message>
            <source>The row has more fields than there are columns.</source>
            <translation>该行的字段多于列数。</translation>
        </message>
        <message>
            <source>All fields of the row are empty.</source>
            <translation>该行所有字段均为空。</translation>
        </message>
        <message>
            <source>This field must not be empty.</source>
            <translation>此字段不能为空。</translation>
        </message>
        <message>
            <source>This field is too long.</source>
            <translation>此字段过长。</translation>
        </message>
        <message>
            <source>The field has invisible or control characters. Type it again.</source>
            <translation>字段含有不可见字符或控制字符，请重新输入。</translation>
        </message>
        <message>
            <source>The field begins with = + - or @ like a formula. Remove that character.</source>
            <translation>字段以 = + - 或 @ 开头，形似公式，请删除该字符。</translation>
        </message>
        <message>
            <source>The merchant order number may have only letters, digits, - and _.</source>
            <translation>商户订单号只能包含字母、数字、- 和 _。</translation>
        </message>
        <message>
            <source>This merchant order number is already used by an earlier row.</source>
            <translation>此商户订单号已被前面的行使用。</translation>
        </message>
        <message>
            <source>The payee's account is missing.</source>
            <translation>缺少收款账号。</translation>
        </message>
        <message>
            <source>A spreadsheet has damaged this account number (such as 6.22E+18). Enter it again as text.</source>
            <translation>账号被电子表格损坏（如 6.22E+18），请以文本重新输入。</translation>
        </message>
        <message>
            <source>The account number has other characters than digits.</source>
            <translation>账号含有非数字字符。</translation>
        </message>
        <message>
            <source>The account number has the wrong number of digits.</source>
            <translation>账号位数不对。</translation>
        </message>
        <message>
            <source>The account kind must be card or company.</source>
            <translation>账户类型只能是对私或对公。</translation>
        </message>
        <message>
            <source>The bank code must have 12 digits.</source>
            <translation>联行号必须为 12 位数字。</translation>
        </message>
        <message>
            <source>The amount is no number. Write digits with at most one point, no separators.</source>
            <translation>金额不是数字。只能写数字和最多一个小数点，不加千位分隔符。</translation>
        </message>
        <message>
            <source>The amount has more than two decimals.</source>
            <translation>金额的小数超过两位。</translation>
        </message>
        <message>
            <source>The amount is larger than any amount may be.</source>
            <translation>金额超过系统上限。</translation>
        </message>
        <message>
            <source>The amount must be larger than zero.</source>
            <translation>金额必须大于零。</translation>
        </message>
        <message>
            <source>The amount is larger than a single payout may be.</source>
            <translation>金额超过单笔出款上限。</translation>
        </message>
        <message>
            <source>The check digit of the card number is not right. A digit may be mistyped.</source>
            <translation>卡号校验位不符，可能有一位输错。</translation>
        </message>
        <message>
            <source>The account number ends in zeros; a spreadsheet may have rounded it.</source>
            <translation>账号以多个零结尾，可能被电子表格舍入。</translation>
        </message>
        <message>
            <source>The check digit of the bank code is not right.</source>
            <translation>联行号校验位不符。</translation>
        </message>
        <message>
            <source>The name mixes scripts; look-alike letters may be in it.</source>
            <translation>户名混用多种文字，可能含有形近字符。</translation>
        </message>
        <message>
            <source>The name has unusual characters.</source>
            <translation>户名含有不常见的字符。</translation>
        </message>
        <message>
            <source>An earlier row of this file has the same payee and the same amount. It will be held as a suspected duplicate.</source>
            <translation>本文件前面已有相同收款人和相同金额，将作为疑似重复暂缓。</translation>
        </message>
        <message>
            <source>Merchant order number</source>
            <comment>column of a batch file</comment>
            <translation>商户订单号</translation>
        </message>
        <message>
            <source>Payee</source>
            <comment>column of a batch file</comment>
            <translation>收款人</translation>
        </message>
        <message>
            <source>Account</source>
            <comment>column of a batch file</comment>
            <translation>收款账号</translation>
        </message>
        <message>
            <source>Account kind</source>
            <comment>column of a batch file</comment>
            <translation>账户类型</translation>
        </message>
        <message>
            <source>Bank code</source>
            <comment>column of a batch file</comment>
            <translation>联行号</translation>
        </message>
        <message>
            <source>Amount</source>
            <comment>column of a batch file</comment>
            <translation>金额</translation>
        </message>
        <message>
            <source>Purpose</source>
            <comment>column of a batch file</comment>
            <translation>附言</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ChannelSwitches</name>
        <message>
            <source>No channel is set up.</source>
            <translation>尚未设置渠道。</translation>
        </message>
        <message>
            <source>stopped</source>
            <comment>a channel</comment>
            <translation>已止付</translation>
        </message>
        <message>
            <source>%1 Lifting is proposed; another person has to agree.</source>
            <comment>%1: why it was stopped</comment>
            <translation>%1　已提出解除止付，须由另一人同意。</translation>
        </message>
        <message>
            <source>Statements to %1</source>
            <translation>对账文件覆盖至 %1</translation>
        </message>
        <message>
            <source>No statement yet</source>
            <translation>尚无对账文件</translation>
        </message>
        <message>
            <source>Stop…</source>
            <comment>a channel: nothing is sent any more</comment>
            <translation>止付…</translation>
        </message>
        <message>
            <source>Agree to lifting…</source>
            <comment>the second person's part of lifting a stop</comment>
            <translation>同意解除…</translation>
        </message>
        <message>
            <source>Propose lifting…</source>
            <comment>the first person's part of lifting a stop</comment>
            <translation>提出解除…</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ComparisonText</name>
        <message>
            <source>Matched</source>
            <comment>comparison class</comment>
            <translation>相符</translation>
        </message>
        <message>
            <source>In transit</source>
            <comment>comparison class</comment>
            <translation>在途</translation>
        </message>
        <message>
            <source>System only</source>
            <comment>comparison class</comment>
            <translation>系统有银行无</translation>
        </message>
        <message>
            <source>Bank paid, system unproven</source>
            <comment>comparison class</comment>
            <translation>银行已付、系统未证实</translation>
        </message>
        <message>
            <source>Bank only</source>
            <comment>comparison class</comment>
            <translation>银行有系统无</translation>
        </message>
        <message>
            <source>Paid twice</source>
            <comment>comparison class</comment>
            <translation>重复出款</translation>
        </message>
        <message>
            <source>Paid after return</source>
            <comment>comparison class</comment>
            <translation>退回后又出款</translation>
        </message>
        <message>
            <source>Amount differs</source>
            <comment>comparison class</comment>
            <translation>金额不符</translation>
        </message>
        <message>
            <source>Payee differs</source>
            <comment>comparison class</comment>
            <translation>收款人不符</translation>
        </message>
        <message>
            <source>Bank return</source>
            <comment>comparison class: money came back after success</comment>
            <translation>退票/退汇</translation>
        </message>
        <message>
            <source>Suspense at the cut-off</source>
            <comment>comparison class</comment>
            <translation>日切挂账</translation>
        </message>
        <message>
            <source>Both sides show the same payout with the same amount. Nothing to do.</source>
            <translation>双方为同一笔出款，金额相同，无需处理。</translation>
        </message>
        <message>
            <source>Sent a short time ago; the bank has not booked it yet. Wait for the next cut.</source>
            <translation>刚刚发出，银行尚未入账。等待下一次核对。</translation>
        </message>
        <message>
            <source>We have proof of payment, but the statement does not show it. Ask the bank; we may hold too much.</source>
            <translation>已有出款证据，但对账文件中没有。请向银行查询；可能形成长款。</translation>
        </message>
        <message>
            <source>The bank has paid; the payout was still unproven. The statement line now proves it.</source>
            <translation>银行已付，系统此前未证实；现由对账流水证实。</translation>
        </message>
        <message>
            <source>The bank shows an outflow that we never ordered. Stop the channel and find out at once.</source>
            <translation>银行有一笔我方未曾发出的出款。请立即止付该渠道并查明原因。</translation>
        </message>
        <message>
            <source>The bank shows this payout more than once. Stop the channel and start the recall.</source>
            <translation>银行显示该笔出款不止一次。请止付该渠道并发起追回。</translation>
        </message>
        <message>
            <source>The money was given back to the merchant, and the bank has paid as well. Start the recovery.</source>
            <translation>资金已退回商户，银行又已出款。请发起追偿。</translation>
        </message>
        <message>
            <source>The bank paid another amount than ordered. Stop the channel and ask the bank.</source>
            <translation>银行付款金额与指令不符。请止付该渠道并向银行查询。</translation>
        </message>
        <message>
            <source>The bank paid to another account than ordered. Stop the channel and ask the bank.</source>
            <translation>银行付至与指令不同的账户。请止付该渠道并向银行查询。</translation>
        </message>
        <message>
            <source>The bank sent the money back after it had reported success. Credit the merchant once, with approval.</source>
            <translation>银行报告成功后又将资金退回。经审核后给商户入账一次。</translation>
        </message>
        <message>
            <source>Sent around the day's cut-off; the next day's statement will show it. It stays here until then.</source>
            <translation>在日切前后发出，将出现在次日的对账文件中；在此之前挂账。</translation>
        </message>
        <message>
            <source>Paid after return</source>
            <comment>incident</comment>
            <translation>退回后又出款</translation>
        </message>
        <message>
            <source>Bank return after success</source>
            <comment>incident</comment>
            <translation>成功后退票</translation>
        </message>
        <message>
            <source>Outflow we never ordered</source>
            <comment>incident</comment>
            <translation>非我方发出的出款</translation>
        </message>
        <message>
            <source>Paid twice</source>
            <comment>incident</comment>
            <translation>重复出款</translation>
        </message>
        <message>
            <source>Bank paid another amount</source>
            <comment>incident</comment>
            <translation>银行付款金额不符</translation>
        </message>
        <message>
            <source>Bank paid another account</source>
            <comment>incident</comment>
            <translation>银行付款账户不符</translation>
        </message>
        <message>
            <source>Answer without a valid signature</source>
            <comment>incident</comment>
            <translation>答复签名无效</translation>
        </message>
        <message>
            <source>An answer could not be trusted and was not used. Check the channel's keys and the line to the bank.</source>
            <translation>一条答复不可信，未予采用。请检查渠道密钥和与银行的专线。</translation>
        </message>
        <message>
            <source>not yet</source>
            <comment>a comparison cut later today</comment>
            <translation>未到时间</translation>
        </message>
        <message>
            <source>due</source>
            <comment>a comparison cut</comment>
            <translation>待核对</translation>
        </message>
        <message>
            <source>overdue</source>
            <comment>a comparison cut</comment>
            <translation>已逾期</translation>
        </message>
        <message>
            <source>to be signed</source>
            <comment>a comparison cut</comment>
            <translation>待签字</translation>
        </message>
        <message>
            <source>critical differences</source>
            <comment>a comparison cut</comment>
            <translation>有严重差异</translation>
        </message>
        <message>
            <source>signed once</source>
            <comment>a comparison cut; the second signature is missing</comment>
            <translation>已签一次</translation>
        </message>
        <message>
            <source>signed</source>
            <comment>a comparison cut</comment>
            <translation>已签字</translation>
        </message>
        <message>
            <source>Not signed</source>
            <comment>state of a comparison sheet</comment>
            <translation>未签字</translation>
        </message>
        <message>
            <source>Signed by the first person</source>
            <comment>state of a comparison sheet</comment>
            <translation>制表人已签字</translation>
        </message>
        <message>
            <source>Signed by both</source>
            <comment>state of a comparison sheet</comment>
            <translation>双方已签字</translation>
        </message>
        <message>
            <source>Loaded</source>
            <comment>state of a statement</comment>
            <translation>已导入</translation>
        </message>
        <message>
            <source>Rejected</source>
            <comment>state of a statement</comment>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>In quarantine</source>
            <comment>state of a statement</comment>
            <translation>隔离中</translation>
        </message>
        <message>
            <source>Accepted with a reason</source>
            <comment>state of a statement</comment>
            <translation>已说明原因并接受</translation>
        </message>
        <message>
            <source>Balances add up.</source>
            <translation>余额勾稽相符。</translation>
        </message>
        <message>
            <source>Balances add up; the available balance is not stated.</source>
            <translation>余额勾稽相符；文件未列可用余额。</translation>
        </message>
        <message>
            <source>The file states no balances; they cannot be proven.</source>
            <translation>文件未列余额，无法验证勾稽。</translation>
        </message>
        <message>
            <source>amount</source>
            <comment>the field that differs</comment>
            <translation>金额</translation>
        </message>
        <message>
            <source>currency</source>
            <comment>the field that differs</comment>
            <translation>币种</translation>
        </message>
        <message>
            <source>payee</source>
            <comment>the field that differs</comment>
            <translation>收款人</translation>
        </message>
        <message>
            <source>state</source>
            <comment>the field that differs</comment>
            <translation>状态</translation>
        </message>
        <message>
            <source>date</source>
            <comment>the field that differs</comment>
            <translation>日期</translation>
        </message>
        <message>
            <source>Balances do not add up.</source>
            <translation>余额勾稽不符。</translation>
        </message>
        <message>
            <source>The balances do not prove the file %1; the difference is %2.</source>
            <translation>文件 %1 余额勾稽不平，差额 %2。</translation>
        </message>
        <message>
            <source>The file %1 states another balance than the file %2 for the same moment; the difference is %3.</source>
            <translation>文件 %1 与文件 %2 在同一时点的余额不一致，差额 %3。</translation>
        </message>
        <message>
            <source>The file %1 states no balances that could be checked, so nothing proves it.</source>
            <translation>文件 %1 未载明可供核验的余额，无从证实。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ConfirmClosingDialog</name>
        <message>
            <source>The incident is closed. It stays on record.</source>
            <translation>差错已结案，记录永久保留。</translation>
        </message>
        <message>
            <source>Confirm closing an incident</source>
            <translation>确认差错结案</translation>
        </message>
        <message>
            <source>Close this incident: %1</source>
            <translation>将此差错结案：%1</translation>
        </message>
        <message>
            <source>If it held the rest of its batch, that is sent from now on.</source>
            <translation>如果它拦住了本批其余出款，结案后即继续发送。</translation>
        </message>
        <message>
            <source>%1 proposed it: %2. Reason: %3</source>
            <comment>person, what it was, the person&apos;s words</comment>
            <translation>由 %1 申请：%2。原因：%3</translation>
        </message>
        <message>
            <source>&amp;Confirm closing</source>
            <translation>确认结案(&amp;C)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::CountdownText</name>
        <message>
            <source>unlocks in %1</source>
            <comment>countdown of an exception's lock</comment>
            <translation>还有 %1 解锁</translation>
        </message>
        <message>
            <source>lock is over</source>
            <comment>an exception that may be acted on now</comment>
            <translation>锁定已结束</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::CsvExport</name>
        <message>
            <source>The file cannot be written.</source>
            <translation>无法写入文件。</translation>
        </message>
        <message>
            <source>Filter: %1</source>
            <comment>first line of an exported list</comment>
            <translation>筛选条件：%1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <comment>second line of an exported list</comment>
            <translation>
                <numerusform>共 %Ln 行</numerusform>
            </translation>
        </message>
        <message>
            <source>The list was closed before the export was complete.</source>
            <translation>导出未完成，列表已关闭。</translation>
        </message>
        <message>
            <source>The export was cancelled. No file was written.</source>
            <translation>导出已取消，未写入文件。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::CutBoard</name>
        <message>
            <source>No comparison is planned today.</source>
            <translation>今日没有核对安排。</translation>
        </message>
        <message numerus="yes">
            <source>%n critical</source>
            <comment>differences in a comparison</comment>
            <translation>
                <numerusform>%n 笔严重差异</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, cut at %2: %3</source>
            <comment>channel, time, state of a comparison</comment>
            <translation>%1，%2 核对：%3</translation>
        </message>
        <message>
            <source>Unexplained: %1</source>
            <translation>无法解释的差额：%1</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DataTable</name>
        <message>
            <source>Export the list</source>
            <translation>导出列表</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV 文件 (*.csv)</translation>
        </message>
        <message>
            <source>everything</source>
            <comment>filter of an export</comment>
            <translation>全部</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) were written.</source>
            <translation>
                <numerusform>已写出 %Ln 行。</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy the selected rows</source>
            <translation>复制选中的行</translation>
        </message>
        <message>
            <source>Export the list as CSV…</source>
            <translation>将列表导出为 CSV…</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ConfirmCreditDialog</name>
        <message>
            <source>The merchant is credited, once.</source>
            <translation>已为商户入账，仅此一次。</translation>
        </message>
        <message>
            <source>Confirm crediting a bank return</source>
            <translation>确认银行退回入账</translation>
        </message>
        <message>
            <source>Credit the merchant with %1 and its fee.</source>
            <translation>为商户入账 %1 及其手续费。</translation>
        </message>
        <message>
            <source>%1 proposed it. Reason: %2</source>
            <translation>由 %1 申请。原因：%2</translation>
        </message>
        <message>
            <source>&amp;Confirm crediting</source>
            <translation>确认入账(&amp;C)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DispatchPage</name>
        <message>
            <source>Dispatch</source>
            <comment>title of the page: sending payouts</comment>
            <translation>出款</translation>
        </message>
        <message>
            <source>The page cannot be read; what is shown is old.</source>
            <translation>无法读取本页；所示内容已过时。</translation>
        </message>
        <message>
            <source>The page cannot be read; nothing is known yet.</source>
            <translation>无法读取本页；目前一无所知。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::DispatchView</name>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>Prepared</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>已发送待应答</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>不知道</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>被拦下</translation>
        </message>
        <message>
            <source>paused until %1</source>
            <comment>a channel</comment>
            <translation>暂停至 %1</translation>
        </message>
        <message>
            <source>stopped</source>
            <comment>a channel</comment>
            <translation>已止付</translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) by a stop</source>
            <translation>
                <numerusform>%Ln 笔因止付等待</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln batch(es): too many rows are not proven</source>
            <translation>
                <numerusform>%Ln 个批次：未证实的笔数过多</numerusform>
            </translation>
        </message>
        <message>
            <source>Job</source>
            <translation>作业</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>主机</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>任期</translation>
        </message>
        <message>
            <source>Started by</source>
            <translation>启动人</translation>
        </message>
        <message>
            <source>Last heartbeat</source>
            <translation>最近心跳</translation>
        </message>
        <message>
            <source>alive</source>
            <comment>a job</comment>
            <translation>运行中</translation>
        </message>
        <message>
            <source>silent</source>
            <comment>a job without heartbeat</comment>
            <translation>无响应</translation>
        </message>
        <message>
            <source>Its lease is over; it may be started anew.</source>
            <translation>其租约已到期，可以重新启动。</translation>
        </message>
        <message>
            <source>%1, %2 ago</source>
            <comment>a time, and how long ago</comment>
            <translation>%1（%2前）</translation>
        </message>
        <message>
            <source>Dispatch</source>
            <comment>title of the page: sending payouts</comment>
            <translation>出款</translation>
        </message>
        <message>
            <source>Stop switches: one person stops, two lift</source>
            <translation>止付开关：一人即可止付，解除须两人</translation>
        </message>
        <message>
            <source>What is being sent now</source>
            <translation>正在出款</translation>
        </message>
        <message>
            <source>Jobs: one holder each, taken over by hand</source>
            <translation>作业：各由一台主机持有，人工接管</translation>
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
            <source>Limit</source>
            <translation>限额</translation>
        </message>
        <message>
            <source>Waits since</source>
            <translation>等待起始</translation>
        </message>
        <message>
            <source>What helps</source>
            <comment>heading: what a person can do about a payout over a limit</comment>
            <translation>处理办法</translation>
        </message>
        <message>
            <source>two supervisors change the limit</source>
            <translation>由两位主管变更限额</translation>
        </message>
        <message>
            <source>set it aside on page Approve, or two supervisors change the limit</source>
            <translation>在“审核”页撤出，或由两位主管变更限额</translation>
        </message>
        <message>
            <source>Limits: one supervisor proposes, another confirms</source>
            <translation>限额：一位主管提出，另一位主管确认</translation>
        </message>
        <message>
            <source>Over a limit, and waiting does not help</source>
            <translation>超过限额且等待无效</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::LiftSendingDialog</name>
        <message>
            <source>The stop is lifted. Sending goes on.</source>
            <translation>止付已解除，出款继续。</translation>
        </message>
        <message>
            <source>Lifting is proposed. Another supervisor or an auditor has to agree.</source>
            <translation>已提出解除，须另一名主管或审核员同意。</translation>
        </message>
        <message>
            <source>Lift a stop</source>
            <translation>解除止付</translation>
        </message>
        <message>
            <source>All sending goes on at once.</source>
            <translation>立即恢复全部出款。</translation>
        </message>
        <message>
            <source>Sending the payouts of %1 goes on at once.</source>
            <translation>立即恢复 %1 的出款。</translation>
        </message>
        <message>
            <source>Propose that all sending goes on.</source>
            <translation>提出恢复全部出款。</translation>
        </message>
        <message>
            <source>Propose that sending the payouts of %1 goes on.</source>
            <translation>提出恢复 %1 的出款。</translation>
        </message>
        <message>
            <source>Agree, and lift the stop</source>
            <translation>同意并解除止付</translation>
        </message>
        <message>
            <source>Propose lifting</source>
            <translation>提出解除止付</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::RefuseCreditDialog</name>
        <message>
            <source>The proposal is put aside. Nothing was credited.</source>
            <translation>申请已搁置，没有入账。</translation>
        </message>
        <message>
            <source>Refuse crediting a bank return</source>
            <translation>拒绝银行退回入账</translation>
        </message>
        <message>
            <source>Put aside the proposal of %1 to credit %2. Reason of the proposal: %3</source>
            <translation>搁置 %1 关于入账 %2 的申请。申请原因：%3</translation>
        </message>
        <message>
            <source>Nothing is credited. Afterwards this or another line of the bank can be proposed.</source>
            <translation>不会入账。之后可以就这条或另一条银行流水重新申请。</translation>
        </message>
        <message>
            <source>Re&amp;fuse crediting</source>
            <translation>拒绝入账(&amp;F)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ImportBatchDialog</name>
        <message>
            <source>Findings in the file</source>
            <translation>文件中的问题</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) with %1 are imported and debited. The batch now waits for a second person.</source>
            <translation>
                <numerusform>已导入 %Ln 笔，合计 %1，并已扣减余额。该批次等待另一人审核。</numerusform>
            </translation>
        </message>
        <message>
            <source>warning</source>
            <comment>a finding in a file</comment>
            <translation>警告</translation>
        </message>
        <message>
            <source>error</source>
            <comment>a finding in a file</comment>
            <translation>错误</translation>
        </message>
        <message>
            <source>file</source>
            <comment>a finding about the file as a whole</comment>
            <translation>文件</translation>
        </message>
        <message>
            <source>Line</source>
            <comment>of a file</comment>
            <translation>行号</translation>
        </message>
        <message>
            <source>Kind</source>
            <comment>error or warning</comment>
            <translation>类别</translation>
        </message>
        <message>
            <source>Field</source>
            <comment>of a file</comment>
            <translation>字段</translation>
        </message>
        <message>
            <source>Value</source>
            <comment>of a field</comment>
            <translation>内容</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>reading the batch file</source>
            <translation>正在读取批次文件</translation>
        </message>
        <message>
            <source>importing the batch</source>
            <translation>正在导入批次</translation>
        </message>
        <message>
            <source>Wait until the file is read.</source>
            <translation>请等待文件读取完成。</translation>
        </message>
        <message>
            <source>Choose the file.</source>
            <translation>请选择文件。</translation>
        </message>
        <message>
            <source>Choose the merchant.</source>
            <translation>请选择商户。</translation>
        </message>
        <message>
            <source>Choose the channel.</source>
            <translation>请选择渠道。</translation>
        </message>
        <message>
            <source>Type the merchant's batch number: letters, digits, - and _, at most 64.</source>
            <translation>请输入商户批次号：字母、数字、- 和 _，最多 64 位。</translation>
        </message>
        <message>
            <source>The file has not been read yet.</source>
            <translation>文件尚未读取。</translation>
        </message>
        <message>
            <source>The file has rows with errors. The merchant has to correct them.</source>
            <translation>文件中有错误的行，须由商户更正。</translation>
        </message>
        <message>
            <source>No file read yet</source>
            <translation>尚未读取文件</translation>
        </message>
        <message>
            <source>Choose file and merchant; nothing is stored by looking.</source>
            <translation>请选择文件和商户；查看时不会保存任何内容。</translation>
        </message>
        <message>
            <source>Import a merchant's payout file. First it is only looked at.</source>
            <translation>导入商户的代付文件。此时只查看，不保存。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s), total %1, fees %2</source>
            <translation>
                <numerusform>共 %Ln 笔，合计 %1，手续费 %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more finding(s) that are not listed</source>
            <translation>
                <numerusform>另有 %Ln 条问题未列出</numerusform>
            </translation>
        </message>
        <message>
            <source>No findings</source>
            <translation>没有问题</translation>
        </message>
        <message>
            <source>Every row of the file can be read and is complete.</source>
            <translation>文件的每一行均可读取且完整。</translation>
        </message>
        <message>
            <source>This file cannot be imported; the rows below have to be corrected by the merchant.</source>
            <translation>该文件不能导入；下列各行须由商户更正。</translation>
        </message>
        <message>
            <source>The file is good. Choose merchant and channel.</source>
            <translation>文件无误。请选择商户和渠道。</translation>
        </message>
        <message numerus="yes">
            <source>%1 is debited from %2 at once; after a second person's approval %3 leaves through %4 in %Ln payout(s).</source>
            <translation>
                <numerusform>立即从 %2 的余额中扣减 %1；经另一人审核后，%3 将分 %Ln 笔通过 %4 出款。</numerusform>
            </translation>
        </message>
        <message>
            <source>Import a batch</source>
            <translation>导入批次</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Merchant</source>
            <translation>商户(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Channel</source>
            <translation>渠道(&amp;C)</translation>
        </message>
        <message>
            <source>Merchant's batch &amp;number</source>
            <translation>商户批次号(&amp;N)</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>停止读取</translation>
        </message>
        <message>
            <source>Import and debit</source>
            <translation>导入并扣款</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ImportStatementDialog</name>
        <message numerus="yes">
            <source>The statement is loaded. It confirmed %Ln payout(s) as paid.</source>
            <translation>
                <numerusform>对账文件已导入，证实 %Ln 笔已出款。</numerusform>
            </translation>
        </message>
        <message>
            <source>The file is kept in quarantine. It confirms nothing yet.</source>
            <translation>该文件已隔离，暂不证实任何出款。</translation>
        </message>
        <message numerus="yes">
            <source>A part of the file is in quarantine; the rest confirmed %Ln payout(s) as paid.</source>
            <translation>
                <numerusform>文件有一部分已隔离；其余部分证实 %Ln 笔已出款。</numerusform>
            </translation>
        </message>
        <message>
            <source>importing the statement</source>
            <translation>正在导入对账文件</translation>
        </message>
        <message numerus="yes">
            <source>%1, %Ln line(s): %2</source>
            <comment>format, lines, state of a statement</comment>
            <translation>
                <numerusform>%1，%Ln 行：%2</numerusform>
            </translation>
        </message>
        <message>
            <source>It covers %1 to %2.</source>
            <translation>覆盖时间：%1 至 %2。</translation>
        </message>
        <message>
            <source>Debits %1, credits %2</source>
            <translation>借方 %1，贷方 %2</translation>
        </message>
        <message numerus="yes">
            <source>%n incident(s) were opened; see Today.</source>
            <translation>
                <numerusform>已登记 %n 件差错，请看“今日”。</numerusform>
            </translation>
        </message>
        <message>
            <source>No incident was opened.</source>
            <translation>没有新的差错。</translation>
        </message>
        <message>
            <source>Choose the channel.</source>
            <translation>请选择渠道。</translation>
        </message>
        <message>
            <source>Choose the file.</source>
            <translation>请选择文件。</translation>
        </message>
        <message>
            <source>Import a statement</source>
            <translation>导入对账文件</translation>
        </message>
        <message>
            <source>Load a bank's statement. Its lines prove payouts as paid; it never sends anything.</source>
            <translation>导入银行的对账文件。文件中的流水可证实已出款；导入不会发送任何指令。</translation>
        </message>
        <message>
            <source>&amp;Channel</source>
            <translation>渠道(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>停止读取</translation>
        </message>
        <message>
            <source>Import the statement</source>
            <translation>导入对账文件</translation>
        </message>
        <message>
            <source>It confirms nothing until a supervisor accepts it with a reason; rejected, it counts nowhere.</source>
            <translation>在主管说明原因接受之前，它不证实任何出款；被拒绝后，则一概不计入。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::IncidentPanel</name>
        <message numerus="yes">
            <source>%n critical incident(s): money may have left wrongly</source>
            <translation>
                <numerusform>%n 件严重差错：资金可能已错误流出</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n incident(s) to look after</source>
            <translation>
                <numerusform>%n 件差错待处理</numerusform>
            </translation>
        </message>
        <message>
            <source>%1   %2   %3   %4</source>
            <comment>time, kind, channel, detail of an incident</comment>
            <translation>%1　%2　%3　%4</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 件</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 proposed closing it %2: %3. Reason: %4</source>
            <comment>person, time, what it was, the person&apos;s words</comment>
            <translation>%1 于 %2 申请结案：%3。原因：%4</translation>
        </message>
        <message>
            <source>Propose otherwise…</source>
            <comment>takes the place of the open proposal to close it</comment>
            <translation>改用其他结论申请…</translation>
        </message>
        <message>
            <source>Propose closing…</source>
            <comment>an incident; the first person&apos;s part</comment>
            <translation>申请结案…</translation>
        </message>
        <message>
            <source>Confirm closing…</source>
            <comment>an incident; the second person&apos;s part</comment>
            <translation>确认结案…</translation>
        </message>
        <message>
            <source>Propose crediting…</source>
            <comment>a bank return; the first person&apos;s part</comment>
            <translation>申请入账…</translation>
        </message>
        <message>
            <source>Confirm crediting…</source>
            <comment>a bank return; the second person&apos;s part</comment>
            <translation>确认入账…</translation>
        </message>
        <message>
            <source>Refuse crediting…</source>
            <comment>a bank return; the second person&apos;s part</comment>
            <translation>拒绝入账…</translation>
        </message>
        <message>
            <source>%1 proposed crediting the merchant with %2. Reason: %3</source>
            <translation>%1 申请为商户入账 %2。原因：%3</translation>
        </message>
        <message>
            <source>The merchant is credited with %1 and its fee.</source>
            <translation>已为商户入账 %1 及其手续费。</translation>
        </message>
        <message>
            <source>%1 refused the last proposal to credit the merchant. Reason: %2</source>
            <translation>%1 拒绝了上一次为商户入账的申请。原因：%2</translation>
        </message>
        <message>
            <source>Crediting the merchant rests on another line of the bank about the same payout.</source>
            <translation>为商户入账以同一笔出款的另一条银行流水为准。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::LiftDialog</name>
        <message>
            <source>The stop of %1 is lifted. Sending goes on.</source>
            <translation>%1 的止付已解除，继续出款。</translation>
        </message>
        <message>
            <source>Lifting is proposed. Another supervisor or an auditor has to agree.</source>
            <translation>已提出解除止付，须由另一位主管或复核员同意。</translation>
        </message>
        <message>
            <source>Lift the stop of %1</source>
            <translation>解除 %1 的止付</translation>
        </message>
        <message>
            <source>Sending through %1 goes on at once.</source>
            <translation>%1 将立即继续出款。</translation>
        </message>
        <message>
            <source>Propose that sending through %1 goes on.</source>
            <translation>提出让 %1 继续出款。</translation>
        </message>
        <message>
            <source>It was stopped for this reason: %1</source>
            <translation>止付原因：%1</translation>
        </message>
        <message>
            <source>Agree, and lift the stop</source>
            <translation>同意并解除止付</translation>
        </message>
        <message>
            <source>Propose lifting</source>
            <translation>提出解除止付</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::MainWindow</name>
        <message>
            <source>Import batch…</source>
            <translation>导入批次…</translation>
        </message>
        <message>
            <source>Import statement…</source>
            <translation>导入对账文件…</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>%1 · Payout Desk</source>
            <comment>%1: name of the page</comment>
            <translation>%1 · 出款台</translation>
        </message>
        <message>
            <source>The database is lost.</source>
            <translation>数据库连接已断开。</translation>
        </message>
        <message>
            <source>What was saved is safe. Writing is locked; the desk reconnects by itself and finds out what became of a command in flight.</source>
            <translation>已保存的内容是安全的。写入已锁定；系统会自动重连，并查明尚未收到答复的操作的结果。</translation>
        </message>
        <message>
            <source>The database is back.</source>
            <translation>数据库已恢复。</translation>
        </message>
        <message>
            <source>Everything shown is read again. Writing is unlocked.</source>
            <translation>显示内容已重新读取，可以写入。</translation>
        </message>
        <message>
            <source>Quarantine: nothing is sent.</source>
            <translation>隔离中：不发出任何出款。</translation>
        </message>
        <message>
            <source>What is known, and the way out…</source>
            <translation>已知情况与解除步骤…</translation>
        </message>
        <message>
            <source>%1 has proposed the release; a second person has to agree.</source>
            <translation>%1 已提议解除隔离，须由第二人同意。</translation>
        </message>
        <message>
            <source>A supervisor may propose the release.</source>
            <translation>主管可以提议解除隔离。</translation>
        </message>
        <message>
            <source>All sending is stopped.</source>
            <translation>已全部止付。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::MoneyText</name>
        <message>
            <source>CNY %1</source>
            <comment>an amount in a sentence</comment>
            <translation>%1 元</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::Navigation</name>
        <message>
            <source>%1 (Ctrl+%2)</source>
            <comment>name of a page and its key</comment>
            <translation>%1 (Ctrl+%2)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::NavigationButton</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <comment>number beside a page's name</comment>
            <translation>
                <numerusform>%n 项待办</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::OutflowChart</name>
        <message>
            <source>Nothing has left today.</source>
            <translation>今日尚无出款。</translation>
        </message>
        <message>
            <source>System</source>
            <comment>the bars of what the system knows</comment>
            <translation>系统</translation>
        </message>
        <message>
            <source>Bank</source>
            <comment>the bars of what the bank's statements show</comment>
            <translation>银行</translation>
        </message>
        <message>
            <source>10,000 yuan</source>
            <translation>万元</translation>
        </message>
        <message>
            <source>yuan</source>
            <translation>元</translation>
        </message>
        <message>
            <source>Outflow by hour, system against bank</source>
            <translation>每小时出款：系统与银行对比</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::PageNames</name>
        <message>
            <source>Today</source>
            <comment>name of a page</comment>
            <translation>今日</translation>
        </message>
        <message>
            <source>Approve</source>
            <comment>name of a page</comment>
            <translation>审核</translation>
        </message>
        <message>
            <source>Exceptions</source>
            <comment>name of a page</comment>
            <translation>异常</translation>
        </message>
        <message>
            <source>Compare</source>
            <comment>name of a page</comment>
            <translation>核对</translation>
        </message>
        <message>
            <source>Dispatch</source>
            <comment>name of a page</comment>
            <translation>出款</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::PathField</name>
        <message>
            <source>Choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Choose…</source>
            <comment>a file</comment>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Choose a file or drop it here</source>
            <translation>选择文件，或拖放到这里</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::PeopleText</name>
        <message>
            <source>Clerk</source>
            <comment>role</comment>
            <translation>经办员</translation>
        </message>
        <message>
            <source>Auditor</source>
            <comment>role: second review</comment>
            <translation>复核员</translation>
        </message>
        <message>
            <source>Operator</source>
            <comment>role</comment>
            <translation>操作员</translation>
        </message>
        <message>
            <source>Supervisor</source>
            <comment>role</comment>
            <translation>主管</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between roles in a list</comment>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ProposeClosingDialog</name>
        <message>
            <source>The money came back</source>
            <translation>资金已追回</translation>
        </message>
        <message>
            <source>The money is lost; the institution bears it</source>
            <translation>资金已损失，由本机构承担</translation>
        </message>
        <message>
            <source>The bank corrected its record</source>
            <translation>银行已更正其记录</translation>
        </message>
        <message>
            <source>No money moved wrongly</source>
            <translation>没有资金错误流动</translation>
        </message>
        <message>
            <source>Closing is proposed. Another supervisor or an auditor has to confirm it.</source>
            <translation>已申请结案，须由另一位主管或一位审核员确认。</translation>
        </message>
        <message>
            <source>Choose what it was.</source>
            <translation>请选择差错的性质。</translation>
        </message>
        <message>
            <source>Propose closing an incident</source>
            <translation>申请差错结案</translation>
        </message>
        <message>
            <source>Propose that this incident is over: %1</source>
            <translation>申请将此差错结案：%1</translation>
        </message>
        <message>
            <source>Nothing happens until another person confirms it. A closed incident no longer holds its batch.</source>
            <translation>另一人确认之前不发生任何变化。结案后的差错不再拦住本批出款。</translation>
        </message>
        <message>
            <source>&amp;What it was:</source>
            <translation>差错性质(&amp;W)：</translation>
        </message>
        <message>
            <source>&amp;Propose closing</source>
            <translation>申请结案(&amp;P)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ProposeCreditDialog</name>
        <message>
            <source>Crediting is proposed. An auditor or a supervisor has to confirm it.</source>
            <translation>已申请入账，须由审核员或主管确认。</translation>
        </message>
        <message>
            <source>Propose crediting a bank return</source>
            <translation>申请银行退回入账</translation>
        </message>
        <message>
            <source>Propose crediting the merchant with %1 and its fee: the bank gave the money back.</source>
            <translation>申请为商户入账 %1 及其手续费：银行已将资金退回。</translation>
        </message>
        <message>
            <source>Nothing happens until another person confirms it.</source>
            <translation>另一人确认之前，不会有任何动作。</translation>
        </message>
        <message>
            <source>&amp;Propose crediting</source>
            <translation>申请入账(&amp;P)</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::RefusalText</name>
        <message>
            <source>%1 (%2)</source>
            <comment>a sentence and a fact such as a name or a number</comment>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>%1 Report this code: %2.</source>
            <translation>%1请报告此代码：%2。</translation>
        </message>
        <message>
            <source>The name or the password is not right. Check both and try again.</source>
            <translation>用户名或密码不正确，请核对后重试。</translation>
        </message>
        <message>
            <source>Five wrong tries. Wait until the countdown is over, then try again.</source>
            <translation>已连续五次输错。请等倒计时结束后再试。</translation>
        </message>
        <message>
            <source>This account is switched off. Ask an administrator to switch it on.</source>
            <translation>该账户已停用，请联系管理员启用。</translation>
        </message>
        <message>
            <source>Your role does not allow this. Ask a colleague whose role does.</source>
            <translation>您的角色无权进行此操作，请有权限的同事办理。</translation>
        </message>
        <message>
            <source>This form is not known to the database. Close it and open it again.</source>
            <translation>数据库中没有此表单，请关闭后重新打开。</translation>
        </message>
        <message>
            <source>This form was open for more than 30 minutes. Close it and open it again.</source>
            <translation>此表单打开已超过 30 分钟，请关闭后重新打开。</translation>
        </message>
        <message>
            <source>This form was made for something else. Close it and open it again.</source>
            <translation>此表单用于其他操作，请关闭后重新打开。</translation>
        </message>
        <message>
            <source>The file has rows with errors. Correct the rows that are listed and choose the file again.</source>
            <translation>文件中有错误的行。请更正所列各行后重新选择文件。</translation>
        </message>
        <message>
            <source>This very file was imported before. Look for its batch in the list; do not import it a second time.</source>
            <translation>该文件此前已导入。请在列表中查找其批次，不要再次导入。</translation>
        </message>
        <message>
            <source>This merchant batch number was imported before. Look for that batch in the list first.</source>
            <translation>该商户批次号此前已导入，请先在列表中查找该批次。</translation>
        </message>
        <message>
            <source>This merchant batch number was imported before with other content. Ask the merchant which of the two counts.</source>
            <translation>该商户批次号此前已导入，但内容不同。请向商户确认以哪一份为准。</translation>
        </message>
        <message>
            <source>A row has a merchant order number that was imported before. Ask the merchant; the row may already be paid.</source>
            <translation>有明细的商户订单号此前已导入。请向商户确认，该笔可能已出款。</translation>
        </message>
        <message>
            <source>This merchant is not known or not active. Choose another merchant or have it set up.</source>
            <translation>该商户不存在或未启用。请选择其他商户，或先办理开通。</translation>
        </message>
        <message>
            <source>The merchant's available balance does not cover total and fees. Wait for a deposit or import a smaller batch.</source>
            <translation>商户可用余额不足以支付总额和手续费。请等待商户充值，或导入较小的批次。</translation>
        </message>
        <message>
            <source>The file has more rows than one batch may have. Ask the merchant to split it.</source>
            <translation>文件行数超过单个批次的上限，请商户拆分。</translation>
        </message>
        <message>
            <source>You prepared this yourself. Another person has to check it.</source>
            <translation>这是您本人制作的，须由另一人复核。</translation>
        </message>
        <message>
            <source>This batch is no longer waiting for approval. Refresh to see what became of it.</source>
            <translation>该批次已不在待审核状态，请刷新查看结果。</translation>
        </message>
        <message>
            <source>What you were shown has changed since. Read it again before you decide.</source>
            <translation>您看到的内容已发生变化，请重新阅读后再决定。</translation>
        </message>
        <message>
            <source>This batch is already approved. Nothing more is to be done.</source>
            <translation>该批次已审核通过，无需再操作。</translation>
        </message>
        <message>
            <source>This batch is already rejected. The merchant has to hand in a new one.</source>
            <translation>该批次已被拒绝，商户须重新提交。</translation>
        </message>
        <message>
            <source>A reason is needed. Write one that a colleague understands tomorrow.</source>
            <translation>须填写原因，并让同事明天也能看懂。</translation>
        </message>
        <message>
            <source>Held rows without a merchant order number of their own cannot be released together. Ask the merchant for distinct numbers.</source>
            <translation>暂缓的明细没有各自不同的商户订单号，不能一并放行。请商户提供不同的订单号。</translation>
        </message>
        <message>
            <source>This row is not held any more. Refresh to see its state.</source>
            <translation>该明细已不在暂缓状态，请刷新查看。</translation>
        </message>
        <message>
            <source>The total you typed is not the batch's total. Type it again from the merchant's order.</source>
            <translation>您输入的总额与批次总额不一致，请依据商户指令重新输入。</translation>
        </message>
        <message>
            <source>The batch is not approved. A second person has to approve it first.</source>
            <translation>该批次未经审核，须先由另一人审核。</translation>
        </message>
        <message>
            <source>The merchant has not been debited. Nothing is sent without a debit; report this.</source>
            <translation>商户余额未扣减。未扣款不得出款，请上报。</translation>
        </message>
        <message>
            <source>The row is held. It has to be released with a reason first.</source>
            <translation>该明细已暂缓，须先填写原因放行。</translation>
        </message>
        <message>
            <source>Another job is already working on this. Wait for its result.</source>
            <translation>另一作业正在处理，请等待结果。</translation>
        </message>
        <message>
            <source>Another host holds this job. Take it over by hand only when that host is stopped.</source>
            <translation>该作业由另一台主机持有。只有在该主机停止后才可手工接管。</translation>
        </message>
        <message>
            <source>The job was taken over by another host. This one stops; look at the other one.</source>
            <translation>该作业已由另一台主机接管，本机停止；请查看另一台主机。</translation>
        </message>
        <message>
            <source>The clocks of this host and the database differ too much. Set the host's clock before anything is sent.</source>
            <translation>本机与数据库的时钟偏差过大，须先校准本机时钟才能出款。</translation>
        </message>
        <message>
            <source>Nothing is sent during the nightly pause. It goes on by itself when the pause is over.</source>
            <translation>夜间暂停期间不出款，暂停结束后自动继续。</translation>
        </message>
        <message>
            <source>The channel is stopped. Two people have to lift the stop first.</source>
            <translation>该渠道已止付，须先由两人解除。</translation>
        </message>
        <message>
            <source>The channel is not up. Wait until it answers again.</source>
            <translation>该渠道未连通，请等待其恢复。</translation>
        </message>
        <message>
            <source>The channel gave too many errors and is resting. It is tried again by itself.</source>
            <translation>该渠道错误过多，暂时停用，稍后自动再试。</translation>
        </message>
        <message>
            <source>The attempt is not in its first state any more. Refresh to see what became of it.</source>
            <translation>该出款指令已不在初始状态，请刷新查看结果。</translation>
        </message>
        <message>
            <source>The message to the bank is not the one that was approved. Nothing is sent; report this.</source>
            <translation>发往银行的报文与审核内容不一致，未发送；请上报。</translation>
        </message>
        <message>
            <source>Approved content never changes. Reject the batch and import a new one.</source>
            <translation>已审核的内容不可更改。请拒绝该批次并重新导入。</translation>
        </message>
        <message>
            <source>This step does not exist from the present state. Refresh to see the state.</source>
            <translation>当前状态下没有此操作，请刷新查看状态。</translation>
        </message>
        <message>
            <source>There is no evidence for this. Only an answer of the bank or a statement line proves it; a notification does once a statement repeats it.</source>
            <translation>没有证据。只有银行答复或对账流水才能证实；银行的到账或扣款通知，须待对账文件载有同一笔后才算证实。</translation>
        </message>
        <message>
            <source>This payout is no longer an exception. Refresh to see what was proven.</source>
            <translation>该笔已不是异常，请刷新查看证实的结果。</translation>
        </message>
        <message>
            <source>The lock of one hour is still running. Wait for the countdown; the bank is being asked meanwhile.</source>
            <translation>一小时锁定尚未结束。请等待倒计时，其间持续向银行查询。</translation>
        </message>
        <message>
            <source>The bank has not given a usable answer to a question since the lock ended. Ask the bank again and wait.</source>
            <translation>锁定结束后，银行尚未给出有效的查询答复。请向银行再问一次并等待。</translation>
        </message>
        <message>
            <source>The channel has not been up long enough to trust its answers. Wait until it is stable.</source>
            <translation>渠道恢复时间不够长，其答复尚不可信，请等待稳定。</translation>
        </message>
        <message>
            <source>The loaded statements do not reach far enough. Import the bank's statement for this time.</source>
            <translation>已导入的对账文件未覆盖到所需时间，请导入该时段的对账文件。</translation>
        </message>
        <message>
            <source>The statement shows this payout as paid. It must be neither paid again nor returned.</source>
            <translation>对账文件显示该笔已出款，不得再次出款，也不得退回。</translation>
        </message>
        <message>
            <source>The bank says that it paid an earlier order of this payout. It must be neither paid again nor returned.</source>
            <translation>银行答复该笔的前一条出款指令已出款，不得再次出款，也不得退回。</translation>
        </message>
        <message>
            <source>Another attempt of this payout is not proven yet. Wait until it is.</source>
            <translation>该笔另有一条出款指令尚未证实，请等待证实。</translation>
        </message>
        <message>
            <source>You made this batch or this proposal. Another person has to confirm it.</source>
            <translation>该批次或申请由您本人制作，须由另一人确认。</translation>
        </message>
        <message>
            <source>The screening of the payee is missing or too old. Wait for a fresh screening.</source>
            <translation>收款人未经筛查或筛查已过期，请等待重新筛查。</translation>
        </message>
        <message>
            <source>Somebody else has handled this already. Refresh to see who and how.</source>
            <translation>已由他人处理，请刷新查看处理人和结果。</translation>
        </message>
        <message>
            <source>The bank says the payee's data are wrong. This can only be returned, not paid again.</source>
            <translation>银行称收款人信息有误，只能退回，不能再次出款。</translation>
        </message>
        <message>
            <source>The return cannot be booked to the merchant. Nothing was changed; report this.</source>
            <translation>无法将退回资金记入商户余额，未作任何变更；请上报。</translation>
        </message>
        <message>
            <source>There is no open proposal. A first person has to propose it.</source>
            <translation>没有待确认的申请，须先由一人提出。</translation>
        </message>
        <message>
            <source>The file is not a statement that can be read. Fetch it from the bank again, unchanged.</source>
            <translation>该文件不是可识别的对账文件。请从银行重新下载，不要改动。</translation>
        </message>
        <message>
            <source>This statement was loaded before. Nothing was changed.</source>
            <translation>该对账文件此前已导入，未作变更。</translation>
        </message>
        <message>
            <source>The statement contradicts one that is already loaded. Ask the bank which of the two counts.</source>
            <translation>该对账文件与已导入的文件矛盾，请向银行确认以哪一份为准。</translation>
        </message>
        <message>
            <source>The statement is for an account that is not this channel's. Choose the right channel or file.</source>
            <translation>该对账文件的账户不属于此渠道，请选择正确的渠道或文件。</translation>
        </message>
        <message>
            <source>The statements do not reach this cut yet. Import the bank's statement first.</source>
            <translation>对账文件尚未覆盖到此核对时点，请先导入对账文件。</translation>
        </message>
        <message>
            <source>This sheet is signed and never changes. Run the comparison again for a new version.</source>
            <translation>该核对表已签字，不可更改。请重新核对生成新版本。</translation>
        </message>
        <message>
            <source>The sums of the sheet do not add up. It cannot be signed; report this.</source>
            <translation>核对表合计勾稽不符，不能签字；请上报。</translation>
        </message>
        <message>
            <source>Records are never changed or deleted. Add a correcting one.</source>
            <translation>记录不可更改或删除，请追加更正记录。</translation>
        </message>
        <message>
            <source>This exists in training only.</source>
            <translation>此功能仅限演练环境。</translation>
        </message>
        <message>
            <source>A rule does not allow this.</source>
            <translation>规则不允许此操作。</translation>
        </message>
        <message>
            <source>The database could not be reached and nothing happened. Try again in a moment.</source>
            <translation>数据库无法连接，未作任何变更。请稍后再试。</translation>
        </message>
        <message>
            <source>It is not known yet whether this happened. Do not repeat it; refresh and look.</source>
            <translation>尚不知道是否已执行。请勿重复操作，刷新后查看。</translation>
        </message>
        <message>
            <source>Something is damaged, and the work was stopped. Do not go on; call support.</source>
            <translation>数据或程序损坏，操作已停止。请勿继续，联系技术支持。</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <comment>title above the reason of a refusal</comment>
            <translation>不允许</translation>
        </message>
        <message>
            <source>Not done</source>
            <comment>title: nothing happened</comment>
            <translation>未执行</translation>
        </message>
        <message>
            <source>Outcome not known yet</source>
            <comment>title: it may have happened</comment>
            <translation>结果尚不知道</translation>
        </message>
        <message>
            <source>Stopped</source>
            <comment>title: damaged, call support</comment>
            <translation>已停止</translation>
        </message>
        <message>
            <source>The database proves that it did not happen. You may do it again with a new form.</source>
            <translation>数据库证明未曾执行。可以用新的表单重新办理。</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was stored.</source>
            <translation>已取消，未保存任何内容。</translation>
        </message>
        <message>
            <source>The file is empty. Choose another file.</source>
            <translation>文件为空，请选择其他文件。</translation>
        </message>
        <message>
            <source>The file is too large. Ask the sender to split it.</source>
            <translation>文件过大，请发送方拆分。</translation>
        </message>
        <message>
            <source>The file cannot be opened. Check the path and your rights to it.</source>
            <translation>无法打开文件，请检查路径和权限。</translation>
        </message>
        <message>
            <source>The file is neither UTF-8 nor GB18030 text. Export it again as CSV in UTF-8.</source>
            <translation>文件既不是 UTF-8 也不是 GB18030 文本，请重新导出为 UTF-8 的 CSV。</translation>
        </message>
        <message>
            <source>The database cannot be reached. Nothing happened; try again when it is back.</source>
            <translation>数据库无法连接，未作任何变更；恢复后再试。</translation>
        </message>
        <message>
            <source>The database was upgraded for a newer version of this program. Install that version; this one does not work on it.</source>
            <translation>数据库已升级，须用新版程序；请安装新版，本版不在其上工作。</translation>
        </message>
        <message>
            <source>The database is not set up for this version. An administrator runs &quot;payout-admin init&quot; on it first.</source>
            <translation>数据库尚未为本版程序设置好；请管理员先对其执行“payout-admin init”。</translation>
        </message>
        <message>
            <source>You imported, accepted or rejected a statement that this decision rests on. Another person has to decide.</source>
            <translation>这项决定所依据的对账文件由您导入、接受或拒绝，须由另一人决定。</translation>
        </message>
        <message>
            <source>The statement is in quarantine until a supervisor has looked at it and accepts or rejects it with a reason.</source>
            <translation>该对账文件处于隔离状态，须由主管查看后说明原因接受或拒绝。</translation>
        </message>
        <message>
            <source>The bank returned another amount than was paid. Ask the bank; only a whole return is credited.</source>
            <translation>银行退回的金额与已付金额不同，请向银行核实；只有全额退回才能入账。</translation>
        </message>
        <message>
            <source>Sending is in quarantine. Two people have to release it after the bank's statements were compared.</source>
            <translation>出款已隔离。须先核对银行对账单，再由两人解除。</translation>
        </message>
        <message>
            <source>This order was sent before the database was restored. It is not sent again; the bank's statement decides.</source>
            <translation>该指令在数据库恢复之前已发出，不会再次发送；以银行对账单为准。</translation>
        </message>
        <message>
            <source>A channel is not compared up to the moment when the quarantine began. Load its statement and run the comparison, or stop the channel.</source>
            <translation>有渠道尚未核对到隔离开始的时刻。请导入其对账单并核对，或停用该渠道。</translation>
        </message>
        <message>
            <source>An egress has not said yet what it has sent. Start it, or name it as lost for good.</source>
            <translation>有发送端尚未报告它发出过什么。请启动它，或注明其已永久丢失。</translation>
        </message>
        <message>
            <source>Sending is stopped at the egress itself, by a file named stop in its folder.</source>
            <translation>发送端本机已停发：其目录中有名为 stop 的文件。</translation>
        </message>
        <message>
            <source>The egress does not find this permit in the database. Nothing was sent; report this.</source>
            <translation>发送端在数据库中找不到这张发送许可。未发出任何内容；请上报。</translation>
        </message>
        <message>
            <source>The egress has used this permit already. Nothing is sent a second time.</source>
            <translation>发送端已用过这张发送许可，不会再次发送。</translation>
        </message>
        <message>
            <source>The permit was too old when its turn came. Nothing was sent; the payout waits as an exception.</source>
            <translation>轮到发送时许可已过时。未发出任何内容；该笔转入异常等待处理。</translation>
        </message>
        <message>
            <source>The order number is not the one that belongs to this payout. Nothing was sent; report this.</source>
            <translation>指令号与该笔出款不符。未发出任何内容；请上报。</translation>
        </message>
        <message>
            <source>This order number was sent with other content before. Nothing was sent; report this.</source>
            <translation>该指令号曾以其他内容发送过。未发出任何内容；请上报。</translation>
        </message>
        <message>
            <source>A later order of this payout was sent already. Nothing was sent; ask the bank about that one.</source>
            <translation>这笔出款更晚的订单此前已经发出。未发出任何内容；请向银行查询那一笔订单。</translation>
        </message>
        <message>
            <source>This is above what the egress lets out. Nothing was sent; the payout waits as an exception.</source>
            <translation>超过发送端自身的限额。未发出任何内容；该笔转入异常等待处理。</translation>
        </message>
        <message>
            <source>All sending is stopped. Two people have to lift the stop first.</source>
            <translation>已全部止付，须先由两人解除。</translation>
        </message>
        <message>
            <source>Payouts of this merchant are stopped. Two people have to lift the stop first.</source>
            <translation>该商户已止付，须先由两人解除。</translation>
        </message>
        <message>
            <source>This would exceed a limit of sending. Wait until there is room, set the row aside, or let two supervisors change the limit.</source>
            <translation>超过出款限额。请等待余量、撤出该行，或由两位主管变更限额。</translation>
        </message>
        <message>
            <source>This business day is closed. Nothing of it is sent or imported; two people may reopen it.</source>
            <translation>该营业日已日结，不再发送或导入出款；可由两人反日结。</translation>
        </message>
        <message>
            <source>Something of this day is not approved or not sent yet, or the day lies ahead. Finish it first.</source>
            <translation>该日尚有未审核或未发送的出款，或该日尚未到来。请先处理完毕。</translation>
        </message>
        <message>
            <source>The bank no longer vouches for this order number, so it does not go out under it. Decide anew.</source>
            <translation>银行对此订单号的保证期已过，不再用它出款。请重新作出决定。</translation>
        </message>
        <message>
            <source>This program is of another version than the database. Stop it and start the new one.</source>
            <translation>本程序与数据库版本不一致，请停止它并启动新版本。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::SignInPage</name>
        <message>
            <source>The next try is possible in %1.</source>
            <comment>a countdown</comment>
            <translation>%1 后可再次尝试。</translation>
        </message>
        <message>
            <source>You may try again now.</source>
            <translation>现在可以再次尝试。</translation>
        </message>
        <message>
            <source>Payout Desk</source>
            <translation>出款台</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <comment>of the person who signs in</comment>
            <translation>用户名(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>密码(&amp;P)</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StateText</name>
        <message>
            <source>Waiting to be sent</source>
            <comment>state of a payout</comment>
            <translation>待发送</translation>
        </message>
        <message>
            <source>Processing</source>
            <comment>state of a payout</comment>
            <translation>处理中</translation>
        </message>
        <message>
            <source>Paid</source>
            <comment>state of a payout, proven</comment>
            <translation>成功</translation>
        </message>
        <message>
            <source>Returned</source>
            <comment>state of a payout</comment>
            <translation>已退回</translation>
        </message>
        <message>
            <source>Exception (unconfirmed)</source>
            <comment>state of a payout; never 'failed'</comment>
            <translation>异常（未确认）</translation>
        </message>
        <message>
            <source>Waiting for approval</source>
            <comment>state of a batch</comment>
            <translation>待审核</translation>
        </message>
        <message>
            <source>Approved, being paid</source>
            <comment>state of a batch</comment>
            <translation>已审核出款处理中</translation>
        </message>
        <message>
            <source>Closed</source>
            <comment>state of a batch</comment>
            <translation>已完结</translation>
        </message>
        <message>
            <source>Rejected</source>
            <comment>state of a batch</comment>
            <translation>审核拒绝</translation>
        </message>
        <message>
            <source>paid</source>
            <comment>the bank's answer</comment>
            <translation>已出款</translation>
        </message>
        <message>
            <source>accepted</source>
            <comment>the bank's answer</comment>
            <translation>已受理</translation>
        </message>
        <message>
            <source>being processed</source>
            <comment>the bank's answer</comment>
            <translation>处理中</translation>
        </message>
        <message>
            <source>unknown</source>
            <comment>the bank's answer</comment>
            <translation>不知道</translation>
        </message>
        <message>
            <source>payee data wrong</source>
            <comment>the bank's answer</comment>
            <translation>收款人信息有误</translation>
        </message>
        <message>
            <source>not paid, final</source>
            <comment>the bank's answer</comment>
            <translation>确认未出款</translation>
        </message>
        <message>
            <source>order number known already</source>
            <comment>the bank's answer</comment>
            <translation>订单号重复</translation>
        </message>
        <message>
            <source>no such order</source>
            <comment>the bank's answer</comment>
            <translation>无此订单</translation>
        </message>
        <message>
            <source>question not answered</source>
            <comment>the bank's answer</comment>
            <translation>查询未获答复</translation>
        </message>
        <message>
            <source>sent, no answer</source>
            <comment>why a payout is an exception</comment>
            <translation>已发送、无答复</translation>
        </message>
        <message>
            <source>no connection</source>
            <comment>why a payout is an exception</comment>
            <translation>连接未建立</translation>
        </message>
        <message>
            <source>provably not sent</source>
            <comment>why a payout is an exception</comment>
            <translation>确证未发送</translation>
        </message>
        <message>
            <source>sent before the database was restored</source>
            <comment>why a payout is an exception</comment>
            <translation>数据库恢复前已发送</translation>
        </message>
        <message>
            <source>no final answer in time</source>
            <comment>why a payout is an exception</comment>
            <translation>超时未获最终答复</translation>
        </message>
        <message>
            <source>an earlier order was paid</source>
            <comment>why a payout is an exception</comment>
            <translation>前一条指令已出款</translation>
        </message>
        <message>
            <source>answer names another amount or order</source>
            <comment>why a payout is an exception</comment>
            <translation>答复的金额或订单号不符</translation>
        </message>
        <message>
            <source>answered unclearly</source>
            <comment>why a payout is an exception</comment>
            <translation>答复不明确</translation>
        </message>
        <message>
            <source>Lock</source>
            <comment>gate 1: one hour</comment>
            <translation>锁定</translation>
        </message>
        <message>
            <source>Bank asked</source>
            <comment>gate 2: healthy query</comment>
            <translation>已向银行查询</translation>
        </message>
        <message>
            <source>Statement</source>
            <comment>gate 3: statement covers</comment>
            <translation>对账文件</translation>
        </message>
        <message>
            <source>No other attempt</source>
            <comment>gate 4</comment>
            <translation>无其他在途指令</translation>
        </message>
        <message>
            <source>No pause</source>
            <comment>gate 5: not in the nightly pause</comment>
            <translation>非暂停时段</translation>
        </message>
        <message>
            <source>Four eyes</source>
            <comment>gate 6: two people</comment>
            <translation>双人复核</translation>
        </message>
        <message>
            <source>Screening</source>
            <comment>gate 7</comment>
            <translation>筛查</translation>
        </message>
        <message>
            <source>Only once</source>
            <comment>gate 8: nobody was earlier</comment>
            <translation>仅处理一次</translation>
        </message>
        <message>
            <source>Is the lock of one hour over?</source>
            <translation>一小时锁定是否已结束？</translation>
        </message>
        <message>
            <source>Did the bank answer a question properly after the lock?</source>
            <translation>锁定结束后，银行是否给出了有效答复？</translation>
        </message>
        <message>
            <source>Do the statements reach far enough, and do they not show it as paid?</source>
            <translation>对账文件是否已覆盖到所需时间，且未显示已出款？</translation>
        </message>
        <message>
            <source>Is no other attempt of this payout unproven?</source>
            <translation>该笔是否没有其他未证实的出款指令？</translation>
        </message>
        <message>
            <source>Is the nightly pause not running?</source>
            <translation>当前是否不在夜间暂停时段？</translation>
        </message>
        <message>
            <source>Are two different people at work, neither of them the maker of the batch?</source>
            <translation>是否由两个不同的人办理，且均非批次制作人？</translation>
        </message>
        <message>
            <source>Is the payee screened, clear and recent?</source>
            <translation>收款人是否已筛查通过且未过期？</translation>
        </message>
        <message>
            <source>Has nobody handled this payout meanwhile?</source>
            <translation>其间是否无人处理过该笔？</translation>
        </message>
        <message>
            <source>pay again</source>
            <comment>what is proposed for an exception</comment>
            <translation>再次出款</translation>
        </message>
        <message>
            <source>return to the merchant</source>
            <comment>what is proposed for an exception</comment>
            <translation>退回商户</translation>
        </message>
        <message>
            <source>Merchant debited</source>
            <comment>entry of a payout's timeline</comment>
            <translation>商户已扣款</translation>
        </message>
        <message>
            <source>Approved</source>
            <comment>entry of a payout's timeline</comment>
            <translation>审核通过</translation>
        </message>
        <message>
            <source>Taken for sending</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已领取待发</translation>
        </message>
        <message>
            <source>Sent to the bank</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已发往银行</translation>
        </message>
        <message>
            <source>Bank answered</source>
            <comment>entry of a payout's timeline</comment>
            <translation>银行答复</translation>
        </message>
        <message>
            <source>Bank was asked</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已向银行查询</translation>
        </message>
        <message>
            <source>Statement line</source>
            <comment>entry of a payout's timeline</comment>
            <translation>对账流水</translation>
        </message>
        <message>
            <source>Proposed</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已提出申请</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已确认</translation>
        </message>
        <message>
            <source>Proposal refused</source>
            <comment>entry of a payout's timeline</comment>
            <translation>申请被拒绝</translation>
        </message>
        <message>
            <source>State changed</source>
            <comment>entry of a payout's timeline</comment>
            <translation>状态变更</translation>
        </message>
        <message>
            <source>Hold released</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已放行</translation>
        </message>
        <message>
            <source>Suspected duplicate</source>
            <comment>why a row is held</comment>
            <translation>疑似重复</translation>
        </message>
        <message>
            <source>Blocked by screening</source>
            <comment>why a row is held</comment>
            <translation>筛查拦截</translation>
        </message>
        <message>
            <source>sending</source>
            <comment>name of a job</comment>
            <translation>出款</translation>
        </message>
        <message>
            <source>asking the banks</source>
            <comment>name of a job</comment>
            <translation>向银行查询</translation>
        </message>
        <message>
            <source>loading statements</source>
            <comment>name of a job</comment>
            <translation>导入对账文件</translation>
        </message>
        <message>
            <source>comparing</source>
            <comment>name of a job</comment>
            <translation>核对</translation>
        </message>
        <message>
            <source>housekeeping</source>
            <comment>name of a job</comment>
            <translation>日常维护</translation>
        </message>
        <message>
            <source>up</source>
            <comment>health of a channel</comment>
            <translation>正常</translation>
        </message>
        <message>
            <source>degraded</source>
            <comment>health of a channel</comment>
            <translation>不稳定</translation>
        </message>
        <message>
            <source>down</source>
            <comment>health of a channel</comment>
            <translation>中断</translation>
        </message>
        <message>
            <source>Set aside</source>
            <comment>entry of a payout's timeline</comment>
            <translation>已撤出批次</translation>
        </message>
        <message>
            <source>waited longer than its order number holds</source>
            <comment>why a payout is an exception</comment>
            <translation>等待时间超过订单号有效期</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StatusStrip</name>
        <message>
            <source>中文</source>
            <comment>button that switches to the other language, named in that language</comment>
            <translation>English</translation>
        </message>
        <message>
            <source>Switch the language</source>
            <translation>切换语言</translation>
        </message>
        <message>
            <source>Switch between light and dark</source>
            <translation>切换浅色或深色</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Clock of the database</source>
            <translation>数据库时钟</translation>
        </message>
        <message numerus="yes">
            <source>Training only: move the clock forward by %n minute(s)</source>
            <translation>
                <numerusform>仅限演练：时钟前移 %n 分钟</numerusform>
            </translation>
        </message>
        <message>
            <source>TRAINING · no real money</source>
            <translation>演练环境 · 无真实资金</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>database engine and name</comment>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>not known</source>
            <comment>health of a channel while the database is lost</comment>
            <translation>未知</translation>
        </message>
        <message>
            <source>%1: STOPPED</source>
            <comment>a channel that a person has stopped</comment>
            <translation>%1：已止付</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>a channel and its health</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Statements reach to %1.</source>
            <translation>对账文件覆盖至 %1。</translation>
        </message>
        <message>
            <source>%1   business date %2</source>
            <translation>%1　业务日期 %2</translation>
        </message>
        <message>
            <source>%1 (not current)</source>
            <comment>the clock while the database is lost</comment>
            <translation>%1（非当前时间）</translation>
        </message>
        <message>
            <source>paused until %1</source>
            <translation>暂停出款，至 %1</translation>
        </message>
        <message>
            <source>pause in %1</source>
            <translation>距暂停 %1</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StopAllDialog</name>
        <message>
            <source>All sending is stopped. Lifting it takes two people.</source>
            <translation>已全部止付。解除须两人。</translation>
        </message>
        <message>
            <source>Stop all sending</source>
            <translation>全部止付</translation>
        </message>
        <message>
            <source>Stop all sending at once, through every channel and for every merchant.</source>
            <translation>立即停止所有渠道、所有商户的出款。</translation>
        </message>
        <message>
            <source>What the banks have received already is not called back, and they go on being asked about it. Everything else waits and stays debited. One person may stop; lifting the stop takes two.</source>
            <translation>银行已收到的出款不会撤回，仍会继续向银行查询。其余出款全部等待，余额保持扣减。一人即可止付，解除须两人。</translation>
        </message>
        <message>
            <source>Stop all sending now</source>
            <translation>立即全部止付</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StopDialog</name>
        <message>
            <source>%1 is stopped. Nothing is sent through it any more.</source>
            <translation>%1 已止付，不再发送任何出款。</translation>
        </message>
        <message>
            <source>Write down why the channel is stopped.</source>
            <translation>请填写止付原因。</translation>
        </message>
        <message>
            <source>Stop channel %1</source>
            <translation>渠道 %1 止付</translation>
        </message>
        <message>
            <source>Stop sending through %1 at once.</source>
            <translation>立即停止通过 %1 出款。</translation>
        </message>
        <message>
            <source>What the bank has received already is not called back. New payouts of this channel wait and stay debited. One person may stop; lifting the stop takes two.</source>
            <translation>银行已收到的出款不会撤回。该渠道新的出款将等待，余额保持扣减。一人即可止付，解除须两人。</translation>
        </message>
        <message>
            <source>&amp;Reason</source>
            <translation>原因(&amp;R)</translation>
        </message>
        <message>
            <source>Stop %1 now</source>
            <translation>立即止付 %1</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StopList</name>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Channel %1</source>
            <translation>渠道 %1</translation>
        </message>
        <message>
            <source>Stop a merchant…</source>
            <translation>商户止付…</translation>
        </message>
        <message>
            <source>stopped</source>
            <comment>a switch</comment>
            <translation>已止付</translation>
        </message>
        <message>
            <source>not stopped</source>
            <comment>a switch</comment>
            <translation>未止付</translation>
        </message>
        <message>
            <source>Stop…</source>
            <comment>a switch: nothing is sent any more</comment>
            <translation>止付…</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StopMerchantDialog</name>
        <message>
            <source>The merchant is stopped. Lifting it takes two people.</source>
            <translation>该商户已止付。解除须两人。</translation>
        </message>
        <message>
            <source>Choose the merchant.</source>
            <translation>请选择商户。</translation>
        </message>
        <message>
            <source>Stop a merchant</source>
            <translation>商户止付</translation>
        </message>
        <message>
            <source>&amp;Merchant</source>
            <translation>商户(&amp;M)</translation>
        </message>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Stop sending the payouts of %1 at once.</source>
            <translation>立即停止 %1 的出款。</translation>
        </message>
        <message>
            <source>Stop sending the payouts of one merchant at once.</source>
            <translation>立即停止一个商户的出款。</translation>
        </message>
        <message>
            <source>What the bank has received already is not called back. The merchant&apos;s other payouts wait and stay debited; other merchants are not held up.</source>
            <translation>银行已收到的出款不会撤回。该商户其余出款等待，余额保持扣减；其他商户不受影响。</translation>
        </message>
        <message>
            <source>Stop %1 now</source>
            <translation>立即止付 %1</translation>
        </message>
        <message>
            <source>Stop the merchant now</source>
            <translation>立即止付该商户</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::StopText</name>
        <message>
            <source>Stopped by %1 at %2: %3</source>
            <comment>%1: a person, %2: a time, %3: the reason</comment>
            <translation>%1 于 %2 止付：%3</translation>
        </message>
        <message>
            <source>A supervisor or an auditor may propose to lift the stop; it takes two.</source>
            <translation>主管或审核员可提出解除，须两人。</translation>
        </message>
        <message>
            <source>You have proposed to lift the stop. Another supervisor or an auditor has to agree.</source>
            <translation>您已提出解除，须另一名主管或审核员同意。</translation>
        </message>
        <message>
            <source>%1 has proposed to lift the stop; a second person has to agree.</source>
            <translation>%1 已提出解除，须第二人同意。</translation>
        </message>
        <message>
            <source>Propose lifting…</source>
            <comment>the first person&apos;s part of lifting a stop</comment>
            <translation>提出解除…</translation>
        </message>
        <message>
            <source>Confirm lifting…</source>
            <comment>the second person&apos;s part of lifting a stop</comment>
            <translation>确认解除…</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::TimeText</name>
        <message>
            <source>%1 d %2</source>
            <comment>%1 days, %2 a running time such as 03:00:00</comment>
            <translation>%1 天 %2</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 小时 %2 分</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>%1 d %2 h</source>
            <translation>%1 天 %2 小时</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>不到一分钟</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::TodayPage</name>
        <message>
            <source>Today</source>
            <comment>title of the page</comment>
            <translation>今日</translation>
        </message>
        <message>
            <source>The figures cannot be read; what is shown is old.</source>
            <translation>无法读取数据，当前显示的是旧数据。</translation>
        </message>
        <message>
            <source>The figures cannot be read; nothing is known yet.</source>
            <translation>无法读取数据，目前尚无任何数据。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::TodayView</name>
        <message>
            <source>Money whose outcome is not proven</source>
            <translation>结果未证实的资金</translation>
        </message>
        <message>
            <source>Every payout that left is proven.</source>
            <translation>所有已发出的出款均已证实。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) sent or in exception. Only an answer of the bank or a statement proves them.</source>
            <translation>
                <numerusform>%Ln 笔已发出或处于异常（未确认）。只有银行答复或对账文件才能证实。</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing waits for a second person.</source>
            <translation>没有待审核的批次。</translation>
        </message>
        <message>
            <source>%1 in all, the oldest since %2</source>
            <translation>合计 %1，最早的自 %2 起等待</translation>
        </message>
        <message>
            <source>%1 in all</source>
            <comment>an amount</comment>
            <translation>合计 %1</translation>
        </message>
        <message>
            <source>Batches waiting for approval</source>
            <translation>待审核批次</translation>
        </message>
        <message>
            <source>Rows held back</source>
            <translation>暂缓的明细</translation>
        </message>
        <message>
            <source>Suspected duplicates or blocked by screening; each needs a release with a reason.</source>
            <translation>疑似重复或筛查拦截；放行须填写原因。</translation>
        </message>
        <message>
            <source>Nothing is held.</source>
            <translation>没有暂缓的明细。</translation>
        </message>
        <message>
            <source>Approved but not paid in time</source>
            <translation>已审核但未按时出款</translation>
        </message>
        <message>
            <source>Look at the channels and the jobs.</source>
            <translation>请检查渠道和作业。</translation>
        </message>
        <message>
            <source>Nothing is late.</source>
            <translation>没有逾期。</translation>
        </message>
        <message>
            <source>No exception is locked.</source>
            <translation>没有锁定中的异常。</translation>
        </message>
        <message>
            <source>the next one %1</source>
            <comment>%1: 'unlocks in 41:07'</comment>
            <translation>最近一笔%1</translation>
        </message>
        <message>
            <source>The bank is being asked meanwhile.</source>
            <translation>其间持续向银行查询。</translation>
        </message>
        <message>
            <source>Exceptions still locked</source>
            <translation>锁定中的异常</translation>
        </message>
        <message>
            <source>Exceptions that may be acted on</source>
            <translation>可处理的异常</translation>
        </message>
        <message>
            <source>Their lock is over; the other gates show what is missing.</source>
            <translation>锁定已结束；其余条件会显示还缺什么。</translation>
        </message>
        <message>
            <source>Nothing to do here.</source>
            <translation>无需处理。</translation>
        </message>
        <message>
            <source>Proposals waiting for a second person</source>
            <translation>待确认的处理申请</translation>
        </message>
        <message>
            <source>Somebody else has to confirm or refuse.</source>
            <translation>须由另一人确认或拒绝。</translation>
        </message>
        <message>
            <source>No proposal is open.</source>
            <translation>没有待确认的申请。</translation>
        </message>
        <message>
            <source>Paid today, proven</source>
            <translation>今日已出款（已证实）</translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s)</source>
            <translation>
                <numerusform>%Ln 笔</numerusform>
            </translation>
        </message>
        <message>
            <source>Returned today</source>
            <translation>今日已退回</translation>
        </message>
        <message>
            <source>alive</source>
            <comment>a job</comment>
            <translation>运行中</translation>
        </message>
        <message>
            <source>silent</source>
            <comment>a job without heartbeat</comment>
            <translation>无心跳</translation>
        </message>
        <message>
            <source>%1, last heartbeat %2</source>
            <comment>host, time</comment>
            <translation>%1，最近心跳 %2</translation>
        </message>
        <message>
            <source>No job has ever run here. Nothing is sent or asked.</source>
            <translation>这里从未运行过作业，不会发送也不会查询。</translation>
        </message>
        <message>
            <source>Codes of banks that are in no table, each taken as unknown: %1</source>
            <translation>未收录的银行返回码（均按“不知道”处理）：%1</translation>
        </message>
        <message>
            <source>Today</source>
            <comment>title of the page</comment>
            <translation>今日</translation>
        </message>
        <message>
            <source>Comparisons of today</source>
            <translation>今日核对</translation>
        </message>
        <message>
            <source>Channels</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Outflow by hour</source>
            <translation>每小时出款</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>作业</translation>
        </message>
        <message>
            <source>All sending is stopped already; the line on top says by whom.</source>
            <translation>已全部止付；上方横幅写明由谁止付。</translation>
        </message>
        <message>
            <source>Stop all sending…</source>
            <translation>全部止付…</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::TokenDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Prepare again</source>
            <translation>重新准备</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Sent. Waiting for the database's answer…</source>
            <translation>已提交，正在等待数据库答复…</translation>
        </message>
        <message>
            <source>The answer was lost. The database is being asked what became of it.</source>
            <translation>未收到答复，正在向数据库查明结果。</translation>
        </message>
        <message>
            <source>Nothing is sent a second time. This window stays open until the answer is known.</source>
            <translation>不会再次提交。查明结果之前，此窗口保持打开。</translation>
        </message>
        <message>
            <source>Done. The database confirms it happened once.</source>
            <translation>已完成。数据库确认只执行了一次。</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::WorkLine</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>connected</source>
            <comment>to the database</comment>
            <translation>已连接</translation>
        </message>
        <message>
            <source>reconnecting…</source>
            <comment>to the database</comment>
            <translation>正在重连…</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::WorkText</name>
        <message>
            <source>%1 done</source>
            <comment>progress without a known end</comment>
            <translation>已完成 %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>progress: done of total</comment>
            <translation>%1 / %2</translation>
        </message>
        <message numerus="yes">
            <source>%1, about %n s left</source>
            <comment>progress and remaining seconds</comment>
            <translation>
                <numerusform>%1，约剩 %n 秒</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ChangeLimitDialog</name>
        <message>
            <source>The change is proposed. Another supervisor has to confirm it.</source>
            <translation>已提出变更，须由另一位主管确认。</translation>
        </message>
        <message>
            <source>Type the amount, such as 5000000.00.</source>
            <translation>请输入金额，例如 5000000.00。</translation>
        </message>
        <message>
            <source>Change a limit</source>
            <translation>变更限额</translation>
        </message>
        <message>
            <source>%1: propose %2 instead of %3.</source>
            <comment>%1: a limit, %2 and %3: amounts</comment>
            <translation>%1：建议由 %3 改为 %2。</translation>
        </message>
        <message>
            <source>%1: propose another amount than %2.</source>
            <comment>%1: a limit, %2: an amount</comment>
            <translation>%1：提出与 %2 不同的金额。</translation>
        </message>
        <message>
            <source>&amp;Amount</source>
            <translation>金额(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;No limit</source>
            <translation>不设限额(&amp;N)</translation>
        </message>
        <message>
            <source>Propose the change</source>
            <translation>提出变更</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::ConfirmLimitDialog</name>
        <message>
            <source>The limit is changed. Every payout from now on is held to it.</source>
            <translation>限额已变更，此后的每笔出款均受其约束。</translation>
        </message>
        <message>
            <source>Change a limit</source>
            <translation>变更限额</translation>
        </message>
        <message>
            <source>%1: from %2 to %3, at once.</source>
            <comment>%1: a limit, %2 and %3: amounts</comment>
            <translation>%1：由 %2 变更为 %3，立即生效。</translation>
        </message>
        <message>
            <source>Confirm the change</source>
            <translation>确认变更</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::LimitList</name>
        <message>
            <source>Change…</source>
            <comment>a limit</comment>
            <translation>变更…</translation>
        </message>
        <message>
            <source>Confirm…</source>
            <comment>a change of a limit; the second person's part</comment>
            <translation>确认…</translation>
        </message>
        <message>
            <source>%1 of %2 used</source>
            <comment>amounts under a limit</comment>
            <translation>已用 %1，限额 %2</translation>
        </message>
    </context>
    <context>
        <name>payout::ui::LimitText</name>
        <message>
            <source>One payout</source>
            <comment>a limit</comment>
            <translation>单笔</translation>
        </message>
        <message>
            <source>One payee a day</source>
            <comment>a limit</comment>
            <translation>单一收款人每日</translation>
        </message>
        <message>
            <source>The last 60 minutes</source>
            <comment>a limit</comment>
            <translation>最近 60 分钟</translation>
        </message>
        <message>
            <source>The day</source>
            <comment>a limit</comment>
            <translation>当日</translation>
        </message>
        <message>
            <source>What would be over it waits until there is room again.</source>
            <translation>超出部分等待，有余量后自动继续。</translation>
        </message>
        <message>
            <source>What would be over it waits. It can be set aside, or two supervisors change the limit.</source>
            <translation>超出的出款等待处理：可以撤出，或由两位主管变更限额。</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>不限</translation>
        </message>
        <message numerus="yes">
            <source>%Ln payout(s) of %1 in all wait because of it, the first since %2.</source>
            <comment>%1: an amount, %2: a time</comment>
            <translation>
                <numerusform>%Ln 笔共 %1 因此等待，最早自 %2 起。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 proposes %2: %3</source>
            <comment>%1: a person, %2: an amount or 'no limit', %3: the reason</comment>
            <translation>%1 建议改为 %2：%3</translation>
        </message>
    </context>
</TS>
