"""Words of time 时限用语: the data behind the grammar of deadlines, all in folded form.

Every table is a tuple of words, or of short patterns where the comment says so. A new word of a notice goes here.
"""

from __future__ import annotations

__all__ = [
    "ACTION_WORDS",
    "ADVERBS",
    "EVERY",
    "FESTIVALS",
    "FREQUENCY_UNITS",
    "IMMEDIATE_CELL_WORDS",
    "IMMEDIATE_WORDS",
    "LABELS",
    "MONTH_ENDS",
    "NOT_LATER",
    "NO_DEADLINE_AFTER",
    "NO_DEADLINE_BEFORE",
    "ONGOING_CELL_WORDS",
    "ONGOING_WHOLE_CELLS",
    "ONGOING_WORDS",
    "OWN_DOCUMENT_WORDS",
    "PAST_MARKS",
    "PAST_YEARS",
    "REPORT_WORDS",
    "SINCE_VERBS",
    "SOFT_ACTION_WORDS",
    "SPAN_LIMITS",
    "SPAN_UNITS",
    "WHOLE_YEAR",
]

FESTIVALS = (
    "元旦", "春节", "元宵节", "清明节", "五一", "劳动节", "端午节", "中秋节", "国庆", "国庆节", "双节", "两节", "暑假", "寒假",
    "汛期", "主汛期", "入汛", "春耕", "秋收", "冬季", "入冬", "供暖季", "供暖期", "供暖", "采暖季", "采暖期", "秋冬季", "开学", "春季开学",
    "秋季开学", "两会", "省两会", "全国两会", "高考", "中考", "元旦春节", "上冻", "封冻",
)  # fmt: skip
"""Seasons and feasts that a deadline may stand before (春节前): a time, but no day that follows from the notice."""

ONGOING_WORDS = (
    "长期坚持", "长期推进", "长期落实", "长期实施", "长期执行", "长期", "持续推进", "持续实施", "持续落实", "持续开展", "持续推动", "持续深化",
    "持续加强", "持续优化", "持续坚持", "常态化推进", "常态化开展", "常态化实施", "常态化坚持", "常态化", "贯穿全年", "全年推进", "全年持续推进",
    "全年", "全学年", "坚持推进",
)  # fmt: skip
"""Without an end, as a clause of its own at the end of a statement; longest first where one begins with another."""

ONGOING_CELL_WORDS = ("长期", "持续", "全年", "常态", "常年", "贯穿", "不间断", "始终坚持", "经常性")
"""Words that make a short deadline cell ongoing when it begins or ends with them and names no day."""

ONGOING_WHOLE_CELLS = (
    "日常", "日常工作", "经常", "随时", "实时", "动态", "动态推进", "全程", "坚持", "滚动推进", "滚动实施", "每时每刻", "按需", "适时推进",
)  # fmt: skip
"""Words that do so only when they are all of the cell; elsewhere they belong to sentences (日常监管)."""

WHOLE_YEAR = "全年"
"""Work for all of a year has no day of its own, even where the year is printed."""

IMMEDIATE_WORDS = (
    "立行立改",
    "立知立改",
    "立查立改",
    "立改立行",
    "即知即改",
    "即行即改",
    "即查即改",
    "边查边改",
    "马上就办",
)
"""At once, as a clause of its own."""

IMMEDIATE_CELL_WORDS = (*IMMEDIATE_WORDS, "立即", "马上", "即时", "即刻", "即日", "当即", "尽快")
"""Words that make a deadline cell immediate when it names no day."""

NOT_LATER = ("不晚于", "不迟于", "最迟", "最迟于", "最晚", "最晚于", "至迟", "至迟于")
"""Words before a time that do the work of 前 after it."""

LABELS = (
    "完成时限", "时限要求", "完成时间", "办理时限", "整改时限", "办结时限", "落实时限", "推进时限", "时间节点", "时间要求", "时间安排", "进度要求",
    "时限", "完成期限", "计划完成时间", "整改期限", "报送时间", "上报时间",
)  # fmt: skip
"""Labels after which any time is a deadline (完成时限：2021年12月)."""

ADVERBS = (
    "全面", "基本", "全部", "力争", "确保", "要", "应", "须", "必须", "全域", "正式", "集中", "统一", "按时", "如期", "顺利", "将", "务必",
    "率先", "初步", "底前", "左右", "份", "均", "陆续", "开始", "内", "可", "能", "争取", "分别", "同步", "前后",
)  # fmt: skip
"""Words between a time and its verb."""

ACTION_WORDS = (
    "完成", "建成", "投入使用", "投入运行", "投入运营", "投用", "启用", "启动", "开工", "动工", "竣工", "完工", "开通", "通车", "上线", "运行",
    "运营", "营业", "交付", "验收", "到位", "落地", "见效", "见成效", "取得", "形成", "实现", "达到", "达标", "办结", "整改到位", "出台", "报送",
    "上报", "提交", "书面报", "制定", "制订", "编制", "建立", "健全", "开业", "投产", "封顶", "销号", "清零", "结束", "进驻", "挂牌", "建设完成",
)  # fmt: skip
"""Verbs that turn a time without 前 into a deadline (9月投入使用, 6月底完成)."""

SOFT_ACTION_WORDS = (
    "印发", "发布", "公布", "公开", "召开", "举办", "组织", "开展", "实施", "推进", "推出", "通过", "报", "新增", "新建", "改建", "扩建", "改造",
    "引进", "打造", "培育", "整治", "清理", "试点", "评选", "落实", "部署", "安排", "举行", "拆除", "更新", "签约", "拿出", "配备", "培训",
)  # fmt: skip
"""Verbs that do so only after a time that is itself an end (6月底公布, 三季度组织)."""

REPORT_WORDS = (
    "报送", "报告", "上报", "汇报", "通报", "书面报", "报至", "报到", "汇总上报", "填报", "反馈", "提交", "报备",
)  # fmt: skip
"""Verbs after which a bare rhythm (每季度) is a duty to report, and not a statistic."""

PAST_YEARS = ("去年", "上年", "前年")
"""Years that are over when a notice names them so."""

PAST_MARKS = ("已", "均已", "全部已", "全面已", "就已", "便已")
"""Marks before or after a time that make it a fact of the past."""

NO_DEADLINE_BEFORE = (
    "至", "到", "截至", "截止", "截止到", "截至到", "延长至", "有效期至", "延续至", "延续到", "截止时间为", "截止日期为", "有效期为", "期限为",
    "已于", "已在", "自", "从", "自从", "早在", "截止时间:", "有效期:", "执行期限:", "实施期限:", "政策期限:", "发布时间:", "发布日期:",
    "成文日期:", "生成日期:", "印发日期:", "日期:", "时间为", "日期为", "上", "前", "近", "去", "较", "比", "同比",
)  # fmt: skip
"""Words right before a time that make it a goal, a validity, a past or a statistic, unless 前 or 底前 follows it."""

NO_DEADLINE_BEFORE_ANY = (
    "已于", "已在", "截至", "截止", "早在", "凡", "凡在", "凡于", "对", "对于", "如", "若", "如果", "上一", "上", "去年", "且在", "根据", "按照",
)  # fmt: skip
"""Words right before a time after which not even 前 makes it a deadline."""

NO_DEADLINE_AFTER = (
    "起", "开始", "以来", "以后", "之后", "后", "止", "期间", "同期", "同比", "份以来", "至今", "为止", "有效", "施行", "失效", "废止", "到期",
    "的", "了", "末为", "以上", "增长", "增速", "工作", "度工作",
)  # fmt: skip
"""Words right after a time that make it no deadline."""

SPAN_UNITS = {
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "day", "自然日": "day", "日": "day", "天": "day", "个星期": "week",
    "星期": "week", "周": "week", "个月": "month", "月": "month", "年": "year", "个小时": "hour", "小时": "hour",
}  # fmt: skip
"""Units of a relative deadline, as printed → `TimeSpan.unit`."""

OWN_DOCUMENT_WORDS = (
    "印发",
    "下发",
    "发布",
    "公布",
    "施行",
    "实施",
    "通知",
    "会议",
    "方案",
    "文件",
    "意见",
    "接到",
    "收到",
)
"""What the months of a deadline are counted from, if it binds a unit and not the party to a contract."""

SINCE_VERBS = (
    "收到", "接到", "验收", "交工", "竣工", "投产", "接", "印发", "下发", "发布", "公布", "通过", "批准", "受理", "结束", "形成", "完成", "签订", "通知", "变更", "作出", "召开", "会议",
)  # fmt: skip
"""What a relative deadline may be counted from (收到交办单后5个工作日内)."""

SPAN_LIMITS = (
    "压缩", "缩短", "控制", "限定", "减少", "降低", "提速", "压减", "精简", "缩减", "优化", "毕业", "离校", "近", "最近", "过去", "前", "未来", "不得",
    "登记", "注册", "满", "超过", "每", "连续", "出售", "到期", "往前", "逾期", "合同", "成交", "出让",
)  # fmt: skip
"""Words before a span of time that make it a service standard or a condition, and no deadline."""

EVERY = "每"
MONTH_ENDS = ("末", "底")
"""Words in a rhythm that make a point of it: 每季度末."""

FREQUENCY_UNITS = {
    "年": "yearly", "年度": "yearly", "半年": "half_yearly", "学期": "half_yearly", "学年": "yearly", "季": "quarterly", "季度": "quarterly", "月": "monthly", "月度": "monthly",
    "周": "weekly", "星期": "weekly", "日": "daily", "天": "daily", "个工作日": "daily", "工作日": "daily",
}  # fmt: skip
"""Units of a rhythm, as printed → `Frequency` value."""
