"""Vocabulary 词汇: the words that notices use, as data. To teach the reader a new word, add it to one table here.

Every pattern is written in folded form (half-width marks, simplified characters; see `policytasks.folding`). The words come from
the heading rows and statements of published task-division notices; comments say which family a group was seen in.
"""

from __future__ import annotations

import re
from enum import Enum

from policytasks.model.responsibility import Role

__all__ = [
    "FURNITURE",
    "HEADINGS",
    "KNOWN_HEADINGS",
    "LABEL",
    "METADATA_KEYS",
    "NO_TASK_HEADINGS",
    "NO_TASK_TITLES",
    "STATUS_WORDS",
    "TITLE_ENDINGS",
    "ColumnRole",
    "LabelRole",
    "column_role",
    "label_role",
]


class ColumnRole(Enum):
    """What a column of a task table holds."""

    NUMBER = "number"
    SECTION = "section"
    TASK = "task"
    REQUIREMENT = "requirement"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    CHIEF = "chief"
    """主责单位、主要责任单位: the lead, unless a 牵头 column stands beside it."""
    SUPPORTING = "supporting"
    LEADER = "leader"
    DEADLINE = "deadline"
    STATUS = "status"
    REMARK = "remark"


HEADINGS: dict[ColumnRole, tuple[str, ...]] = {
    ColumnRole.NUMBER: ("序号", "编号", "项号", "序", "市折子号", "折子号", "任务编号", "问题编号", "NO", "No"),
    ColumnRole.SECTION: (
        "分类", "类别", "类型", "领域", "板块", "工作类别", "任务类别", "任务分类", "工作领域", "所属领域", "重点领域",
        "一级指标", "专项", "方面", "工作类型", "项目类别", "目标类别", "任务领域", "章节", "部分", "事项分类", "任务类型",
    ),
    ColumnRole.TASK: (
        "建议标题", "提案标题", "建议名称", "提案名称", "案由", "工作任务", "主要任务", "重点任务", "任务", "任务内容", "重点工作任务", "目标与任务", "目标任务", "事项", "责任事项",
        "项目名称", "项目", "民生实事", "任务名称", "重点工作", "工作事项", "任务事项", "重点事项", "主要工作", "工作项目", "实事项目",
        "工作名称", "改革任务", "改革事项", "主要目标任务", "年度任务", "年度重点任务", "具体任务", "任务分解", "工作重点",
        "主要工作任务", "重点工作内容", "实事内容", "民生实事项目", "问题", "存在问题", "反馈问题", "整改问题", "问题清单", "整改任务",
        "督查事项", "督办事项", "议定事项", "工作指标", "指标", "指标名称", "主要指标", "二级指标", "重点项目", "提案内容", "建议内容",
        "攻坚任务", "工作要点", "主要事项", "工作任务及目标", "任务目标", "重点改革任务", "创建任务", "测评项目", "实施项目", "任务要点",
        "年度目标任务", "工作内容", "工程名称", "工程", "名称", "实施项目名称", "任务项目", "重点目标任务", "工作任务名称", "主要工作内容", "问题描述", "反馈意见", "工作任务内容",
    ),
    ColumnRole.REQUIREMENT: (
        "办理任务", "办理举措", "办理措施", "具体要求", "工作要求", "重点工作和要求", "主要内容", "具体工作内容", "工作措施", "具体措施", "目标要求", "工作目标",
        "具体内容", "任务要求", "主要措施", "落实措施", "推进措施", "整改措施", "具体目标", "目标", "措施", "要求", "内容", "实施内容",
        "具体任务内容", "建设内容", "工作标准", "内容要求", "工作任务要求", "任务措施", "具体举措", "工作举措", "主要举措", "重点举措",
        "举措", "目标任务要求", "完成目标", "年度目标", "具体工作", "具体工作任务", "具体工作要求", "主要目标", "整改要求",
        "任务具体内容", "工作内容及要求", "目标及要求", "任务及要求", "细化措施", "推进举措", "分解任务", "细化任务", "具体事项",
        "建设内容及规模", "建设规模及内容", "年度工作目标", "年度建设内容", "工作目标及要求", "主要工作措施", "具体任务措施",
    ),
    ColumnRole.LEAD: (
        "牵头单位", "牵头部门", "牵头责任单位", "牵头组织实施单位", "牵头科室", "牵头处室", "主办单位", "主办部门", "牵头责任部门",
        "承办单位", "承办部门", "主办科室", "牵头", "牵头机构", "牵头负责单位", "第一责任单位", "牵头股室", "承办科室", "承办处室",
        "主办处室", "牵头(责任)单位", "牵头单位(部门)", "总牵头单位", "省级牵头单位", "市级牵头单位", "区级牵头单位", "县级牵头单位",
    ),
    ColumnRole.CHIEF: (
        "主要责任单位", "主责单位", "主责部门", "主要责任部门", "主体责任单位", "主要负责单位", "主责科室", "主要承担单位",
    ),
    ColumnRole.RESPONSIBLE: (
        "责任单位", "责任部门", "责任科室", "责任处室", "责任股室", "部门分工", "责任主体", "落实单位", "负责单位", "负责部门",
        "实施单位", "完成单位", "责任分工", "责任单位(部门)", "责任单位及部门", "分工", "任务分工", "责任机构", "负责科室", "承担单位",
        "实施主体", "责任单位及责任人", "整改单位", "整改责任单位", "整改主体", "职责分工", "单位", "责任部门(单位)", "责任部门和单位",
        "相关单位", "执行单位", "涉及单位", "责任单位、部门", "整改责任部门", "落实部门", "实施部门", "部门", "责任单位名称",
        "责任落实单位", "具体责任单位", "责任处(科)室", "责任科(处)室", "责任科(室)", "责任单位(科室)", "共同责任单位", "指导单位",
    ),
    ColumnRole.SUPPORTING: (
        "配合单位", "协办单位", "协同配合单位", "协同责任单位", "会办处室", "配合部门", "协助单位", "参与单位", "参加单位",
        "配合科室", "配合处室", "协办部门", "协办科室", "协同单位", "协作单位", "配合责任单位", "会办单位", "参与部门", "支持单位",
        "协同部门", "配合", "协办处室", "协同配合部门", "主要配合单位", "配合单位(部门)", "协助部门", "配合股室", "其他配合单位",
        "会办科室", "相关配合单位", "配合责任部门",
    ),
    ColumnRole.LEADER: (
        "分管领导", "牵头领导", "区政府分管领导", "责任领导", "责任人", "总责任人", "分管县领导", "分管市领导", "分管区领导", "包保领导",
        "市级领导", "县级领导", "区级领导", "县领导", "市领导", "区领导", "主要责任人", "直接责任人", "牵头人", "联系领导", "负责人", "挂钩领导",
        "责任人员", "市政府分管领导", "县政府分管领导", "分管负责人", "督办领导", "主管领导", "具体责任人", "联系人", "牵头市领导", "牵头县领导",
        "牵头区领导", "责任人及联系电话", "分管省领导", "责任县领导", "责任市领导", "责任区领导", "分管局领导", "分管领导及责任人",
    ),
    ColumnRole.DEADLINE: (
        "完成时限", "时限要求", "时限", "完成时间", "时间节点", "完成时间节点", "整改时限", "办理时限", "时间要求", "完成期限", "办结时限",
        "时间安排", "时间", "期限", "落实时限", "推进时限", "工作时限", "计划完成时间", "完成日期", "时间进度", "进度安排", "进度要求",
        "工作时间节点", "实施时间", "整改完成时限", "整改期限", "截止时间", "节点要求", "要求完成时间", "责任时限", "完成时限要求",
        "完成时间要求", "时间表", "时限节点", "任务时限", "工作完成时限", "推进时间", "时间节点要求", "目标完成时间", "完成节点",
    ),
    ColumnRole.STATUS: (
        "完成进展", "完成情况", "目标完成情况", "进展情况", "目前进展情况", "工作进展", "进展", "落实情况", "推进情况", "完成状态", "工作进展情况",
        "任务进展", "整改情况", "整改进展", "整改落实情况", "进展情况、存在问题及下一步打算", "完成比例", "是否完成", "办理情况", "状态",
        "任务完成情况", "目前进展", "进度", "完成进度", "工作进度", "形象进度", "下一步措施", "下一步打算", "下步打算", "下一步工作计划",
        "佐证材料", "一季度目标", "二季度目标", "三季度目标", "四季度目标", "存在问题及下一步打算", "存在的问题", "困难问题", "整改结果",
        "落实进展", "落实进展情况", "工作落实情况", "完成效果", "预期成效", "完成率",
    ),
    ColumnRole.REMARK: (
        "备注", "说明", "备考", "注", "其他", "依据", "任务来源", "来源", "联系电话", "电话", "投资", "总投资", "资金来源", "资金", "建设地点",
        "地点", "考核单位", "督导单位", "督办单位", "监督单位", "督查单位", "分值", "评分标准", "验收单位", "验收标准", "考核部门", "年度计划投资",
        "计划投资", "单位性质", "成果形式", "工作成果", "销号标准", "考核方式", "工作依据", "政策依据",
    ),
}  # fmt: skip
"""Heading words by what the column holds. A blank inside a heading does not count; ``(`` stands for both brackets."""

_BY_HEADING = {word: role for role, words in HEADINGS.items() for word in words}
KNOWN_HEADINGS = frozenset(_BY_HEADING)
"""Every heading word of the table above."""

# A heading that no table has: its last words still say what the column holds.
_BODY = (
    r"(?:单位|部门|科室|处室|股室|机构|主体|公司|镇街|街镇|站所|站办|部室|院所|村居|村\(社区\)|社区|责任方|中心|班组|专班|地区|县区|区县|乡镇|学校|企业)"
    r"(?:\([^()]{1,12}\))?"
)
"""Nouns for whoever does it."""
_HEADING_TAILS: tuple[tuple[re.Pattern[str], ColumnRole], ...] = (
    (re.compile(r"(?:领导|责任人|负责人|联系人|秘书长)$"), ColumnRole.LEADER),
    (re.compile(rf"(?:主要责任|主责|主体责任|主要负责){_BODY}$"), ColumnRole.CHIEF),
    (re.compile(rf"(?:牵头|主办|承办)[^、,和及]{{0,6}}{_BODY}$"), ColumnRole.LEAD),
    (re.compile(rf"(?:配合|协办|协同|协助|参与|参加|会办|协作|支持)[^、,和及]{{0,6}}{_BODY}$"), ColumnRole.SUPPORTING),
    (re.compile(rf"(?:责任|负责|落实|实施|承担|执行|完成|办理|经办|推进)[^、,和及]{{0,6}}{_BODY}$"), ColumnRole.RESPONSIBLE),
    (re.compile(r"(?:时限|完成时间|时间节点|完成期限|办结时间|时间要求|时间进度|[一-鿿]{2}节点|截止日期|完成日期)(?:\(.{1,12}\))?$"), ColumnRole.DEADLINE),
    (re.compile(r"(?:进展|进展情况|完成情况|落实情况|整改情况|推进情况)$"), ColumnRole.STATUS),
    (re.compile(r"^[一-鿿]{2,6}名称$"), ColumnRole.TASK),
    (re.compile(r"^[一-鿿]{0,8}(?:任务|事项)(?:名称|内容|分解|清单)?(?:\(.{1,16}\))?$"), ColumnRole.TASK),
    (re.compile(r"^[一-鿿]{0,8}问题(?:表现|描述|清单|内容|概述)?$"), ColumnRole.TASK),
    (re.compile(r"^[一-鿿]{0,8}(?:要求|措施|举措|目标|内容|标准|打算)(?:\(.{1,16}\))?$"), ColumnRole.REQUIREMENT),
)  # fmt: skip

NO_TASK_HEADINGS = re.compile(
    r"公开(?:时限|主体|方式|渠道|载体|依据|事项|对象|层级|范围|内容|平台)|公开内容\(要素\)|[一二三]级(?:目录|事项|分类|类目)|办理(?:依据|材料)|收费(?:标准|依据)|(?:职权|权力|权责)(?:名称|类型|编码|类别)|事项类型|(?:实施|设定|审批|行使)(?:依据|主体)|受理条件|申报条件|^(?:姓名|职务|职称|联系人|手机|身份证号)$"
)
"""Headings of disclosure catalogues and service lists: such a table names units, but divides no work."""


def column_role(heading: str) -> ColumnRole | None:
    """What a column with this heading holds.

    Args:
        heading: The heading, folded and without blanks.

    Returns:
        The role; None for a word that is no heading this library knows.
    """
    heading = re.sub(r"^(?:(?:19|20)[0-9]{2}年(?:度)?|本年度?)(?=.{2})", "", heading.strip(":*.。"))
    role = _BY_HEADING.get(heading) or _BY_HEADING.get(re.sub(r"\([^()]{1,16}\)$", "", heading))
    if role is None and 2 <= len(heading) <= 20 and not any(mark in heading for mark in "。;!?"):
        role = next((role for pattern, role in _HEADING_TAILS if pattern.search(heading)), None)
    if role is None and len(heading) <= 24:
        # 主要内容和成果形式: the first word says what the column holds.
        parts = re.split(r"[和及与、/]|以及", heading)
        if len(parts) > 1 and all(2 <= len(part) <= 10 for part in parts):
            role = next((role for part in parts if (role := column_role(part)) is not None), None)
    return role


class LabelRole(Enum):
    """What stands behind a label such as 责任单位： in running text."""

    LEAD = "lead"
    CHIEF = "chief"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"
    LEADER = "leader"
    DEADLINE = "deadline"
    OTHER = "other"

    @property
    def role(self) -> Role | None:
        """The role of units behind the label; None when no units stand there."""
        return _ROLE_OF_LABEL.get(self)


_ROLE_OF_LABEL = {
    LabelRole.LEAD: Role.LEAD,
    LabelRole.CHIEF: Role.LEAD,
    LabelRole.RESPONSIBLE: Role.RESPONSIBLE,
    LabelRole.SUPPORTING: Role.SUPPORTING,
}

_LABEL_NOUN = (
    r"(?:单位|部门|科室|处室|股室|机构|主体|公司|镇街|站所|部室|方)(?:\((?:部门|单位|科室|处室|股室|盖章|责任人)\))?"
)
_AREA = r"(?:[省市县区镇乡州](?:直|级|属)?|直接|共同|联合|属地|主要|具体|总|第一|其他|整改|各|双|并列)?"
LABEL_WORDS: tuple[tuple[LabelRole, str], ...] = (
    (LabelRole.OTHER, r"(?:督导|督办|督查|监管|监督|考核|验收)(?:责任)?(?:单位|部门)|联系人|联系电话|咨询电话|联系方式|电话|(?:政策|文件|法律|工作)依据"),
    (LabelRole.OTHER, r"原(?:牵头|责任|配合|主办|协办)(?:责任)?(?:单位|部门|科室)"),
    (LabelRole.LEADER, r"(?:[省市县区]?(?:政府)?(?:分管|牵头|责任|协管|包保|包联|领办|领衔|主管|联系|挂钩|督办|[市县区]级)(?:[省市县区局])?(?:领导|负责人|秘书长|副秘书长|副[省市县区]长))(?:及责任人)?|(?:总|第一|直接|具体|主要)?责任人|牵头人|负责人"),
    (LabelRole.CHIEF, rf"(?:主要责任|主责|主体责任|主要负责){_LABEL_NOUN}"),
    (LabelRole.LEAD, rf"{_AREA}(?:牵头|主办|承办)(?:组织|组织实施|责任|负责|落实|实施|(?:及|和|、)责任)?(?:\(责任\))?{_LABEL_NOUN}|第一责任{_LABEL_NOUN}|(?:牵头|主办|承办)(?=\s{{0,2}}:)"),
    (LabelRole.SUPPORTING, rf"{_AREA}(?:配合|协办|协同|协作|协助|参与|参加|会办|支持|会同)(?:配合|责任|支持)?{_LABEL_NOUN}|(?:配合|协办|协助|会办|参与)(?=\s{{0,2}}:)"),
    (LabelRole.RESPONSIBLE, rf"(?:调整后(?:的)?|变更后(?:的)?|现)?{_AREA}(?:责任|负责|落实|实施|完成|执行|承担|指导|服务)(?:落实)?{_LABEL_NOUN}(?:(?:及|和|、|\(?)(?:部门|单位|科室|责任人|个人)\)?)?|责任分工|部门分工|任务分工|职责分工|工作分工|责任科\(处\)室|责任处\(科\)室|(?:责任|负责)(?=\s{{0,2}}:)"),
    (LabelRole.DEADLINE, r"(?:完成|整改|办结|落实|工作|办理|推进|计划完成|实施)?(?:时限|期限)(?:要求)?|(?:计划)?(?:完成|办结)(?:时间|日期)(?:节点|要求)?|时间(?:节点|要求|安排|进度)|进度(?:要求|安排)|截止(?:时间|日期)"),
)  # fmt: skip
"""Labels of statements, each as a pattern over folded text."""

LABEL = re.compile(
    "|".join(f"(?P<{role.value}{number}>{pattern})" for number, (role, pattern) in enumerate(LABEL_WORDS))
)


def label_role(match: re.Match[str]) -> LabelRole:
    """What the label means that `LABEL` matched."""
    assert match.lastgroup is not None
    return LabelRole(match.lastgroup.rstrip("0123456789"))


METADATA_KEYS: dict[str, str] = {
    "发文字号": "number", "文号": "number", "发文序号": "number", "文件编号": "number", "发文编号": "number", "发文文号": "number", "文件字号": "number",
    "成文日期": "date", "发文日期": "date", "生成日期": "date", "成文时间": "date", "发文时间": "date", "制发日期": "date", "印发日期": "printed",
    "标题": "title", "名称": "title", "文件名称": "title", "信息名称": "title",
    "公开方式": "disclosure", "公开属性": "disclosure", "公开形式": "disclosure", "公开类别": "disclosure", "公开类型": "disclosure",
    "发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer", "发文机构": "issuer",
    "索引号": "", "信息索引号": "", "发布机构": "", "发布机关": "", "发布单位": "", "主题分类": "", "组配分类": "", "发布日期": "", "发布时间": "", "公开日期": "",
    "有效性": "", "统一编号": "", "主题词": "", "来源": "", "信息来源": "", "点击数": "", "阅读次数": "", "浏览次数": "", "浏览量": "", "访问量": "", "字号": "",
    "效力状态": "", "有效期": "", "关键词": "", "体裁分类": "", "服务对象分类": "", "公开范围": "", "公开时限": "", "公开责任部门": "", "责任编辑": "", "编辑": "",
    "作者": "", "分类": "", "体裁": "", "文件类型": "", "所属机构": "", "发文类别": "", "时效": "", "时效性": "", "生效日期": "", "废止日期": "", "实施日期": "",
    "内容概述": "", "概述": "", "阅读": "", "日期": "", "时间": "", "上传时间": "", "更新时间": "", "法宝引证码": "", "【法宝引证码】": "", "原文链接": "", "公布日期": "",
    "施行日期": "", "效力级别": "", "法规类别": "", "发布部门": "", "发布文号": "number", "主题": "", "信息分类": "", "文件状态": "", "是否有效": "", "规范性文件编号": "",
    "登记号": "", "统一登记号": "", "签发人": "", "稿源": "", "审核": "", "录入": "", "撰稿": "", "记者": "", "浏览": "", "点击": "", "字体": "", "打印": "", "下载": "",
}  # fmt: skip
"""Keys of the metadata that web pages print around a notice → the field they fill; empty for those that fill none."""

FURNITURE = re.compile(
    r"^(?:(?:[〔(]?(?:朗读|打印|打印本页|打印此页|关闭本页|关闭|关闭窗口|收藏|纠错|返回|返回顶部|大|中|小|下载|分享|字体|默认)[〕)]?[\s|]*){1,8}|扫一扫.*|朗读|分享到?|分享至|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|纠错|扫一扫.*|字[号体](?:大小)?|当前位置.*|您(?:当前)?(?:的|所在)?(?:的)?位置.*|首页|返回(?:顶部|首页)?|上一篇.*|下一篇.*"
    r"|相关(?:链接|文章|阅读|稿件|附件|解读|文件|新闻|信息)?|【?(?:大|中|小|打印|关闭|纠错)】?|无障碍.*|网站地图|联系我们|版权所有.*|(?:主办|承办)(?:单位)?:.{2,40}(?:网站|备案|版权|技术支持|地址|邮编|标识码|承办).*|备案.*|.{0,4}ICP备.*|网站标识码.*|技术支持.*"
    r"|责任编辑.*|附件下载|政策解读|一图读懂|图解|微信|微博|QQ空间|微信扫码.*|用微信.*|下载|浏览器.*|[【〔(]?(?:字号|字体)?[:\s]*(?:大\s*中\s*小|小\s*中\s*大|超大\s*大\s*中\s*小).*|\d{4}-\d{2}-\d{2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|阅读次数.*|点击数.*|浏览次数.*|第?\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?|[-—–]{1,3}\s*\d{1,3}\s*[-—–]{1,3})[:。]?$"
)
"""Lines that web pages and printers put around a notice; they go to ``unparsed`` and end a table."""

TITLE_ENDINGS = re.compile(
    r"(?:通知|意见|决定|方案|函|通报|批复|公告|通告|报告|办法|规定|安排|要点|计划|提示单|分工|分解|分解表|分工表|任务表|清单|措施|规划|条例|细则|行动|台账|一览表|解读|表|工作|任务|政策|制度|纪要|目标|规则|建议|指南|实事|项目|目录|打算|须知|说明|汇总|台帐|要求|部署|预案|纲要|规程|承诺|简报|思路|总结|公示|问答)"
    r"(?:\([^()]{1,20}\)|〔[^〔〕]{1,20}〕)?$"
)
"""How the heading of an official document ends."""

NO_TASK_TITLES = re.compile(
    r"政策解读|解读|一图读懂|问答|答记者问|公开(?:标准)?目录|征求意见|申请指南|招聘|新闻发布会|公开事项|公示|权责清单"
    r"|(?:申报|征集|推荐|评选|遴选|报名|招募)(?!.*(?:分工|分解|任务|清单|方案))|(?:情况|进展|进度|督查|考核|排名)的?通报(?!.*(?:分工|分解))"
)
"""Titles of documents that name units and times without dividing work."""

STATUS_WORDS = frozenset(
    "推进中 已完成 未启动 未完成 顺利推进 正在推进 进行中 提前完成 基本完成 达进度 欠进度 超进度 已开工 未开工 滞后 完成 按序时推进 "
    "达到序时进度 未达到序时进度 滞后序时 按序时 慢序时 已办结 办理中".split()
)
