"""Deadlines in running text and in cells: what binds, until when, and what only looks like a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind, Frequency, Recurrence, TimeSpan
from policytasks.parsing.deadlines import find_deadlines, parse_deadline
from policytasks.passage import Passage

DATE = DeadlineKind.DATE
PERIOD = DeadlineKind.PERIOD
RECURRING = DeadlineKind.RECURRING
RELATIVE = DeadlineKind.RELATIVE
ONGOING = DeadlineKind.ONGOING
IMMEDIATE = DeadlineKind.IMMEDIATE
LINE = Location(file="notice.txt", line=9)


BINDING: list[tuple[str, list[tuple[str, DeadlineKind, date | None]]]] = [
    ("方案不迟于9月15日送审", [("9月15日", DATE, date(2021, 9, 15))]),
    ("最迟于年底通车", [("年底", DATE, date(2021, 12, 31))]),
    ("甲局、乙局按职责分工负责，2021年8月底前完成并持续推进", [("2021年8月底前", DATE, date(2021, 8, 31))]),
    ("6月底前取得阶段性进展，持续推进", [("6月底前", DATE, date(2021, 6, 30)), ("持续推进", ONGOING, None)]),
    ("完成时限：每季度", [("每季度", RECURRING, None)]),
    ("自收到申请之日起十五个工作日内作出决定", [("收到申请之日起十五个工作日内", RELATIVE, None)]),
    (
        "2021年6月底前完成设计，7月开工建设，2022年年底竣工",
        [
            ("2021年6月底前", DATE, date(2021, 6, 30)),
            ("7月", DATE, date(2021, 7, 31)),
            ("2022年年底", DATE, date(2022, 12, 31)),
        ],
    ),
    ("并于8月10日前通过区政府门户网站政府信息公开专栏公开。", [("8月10日前", DATE, date(2021, 8, 10))]),
    (
        "全年落实情况于11月30日前书面报区政府办公室，区政府办公室将适时开展专项督查。",
        [("11月30日前", DATE, date(2021, 11, 30))],
    ),
    ("2021年年底前完成规范性文件集中公开。", [("2021年年底前", DATE, date(2021, 12, 31))]),
    (
        "各单位于每季度末月20日前把进展书面报督查科（联系电话：1234567）。",
        [("每季度末月20日前", RECURRING, None)],
    ),
    (
        "（甲局牵头，乙局、丙局按职责分工负责，10月底前完成）",
        [("10月底前", DATE, date(2021, 10, 31))],
    ),
    ("加快体育馆前期工作，力争年内动工。", [("年内", DATE, date(2021, 12, 31))]),
    ("9月底前修好三条村道。", [("9月底前", DATE, date(2021, 9, 30))]),
    ("5月底取得阶段性成效并持续推进", [("5月底", DATE, date(2021, 5, 31))]),
    ("市财政局负责，年内持续推进", [("年内", DATE, date(2021, 12, 31))]),
    ("市财政局负责，持续推进", [("持续推进", ONGOING, None)]),
    (
        "请于4月15日、7月15日、10月15日及2022年1月15日前报送进展。",
        [
            ("4月15日", DATE, date(2021, 4, 15)),
            ("7月15日", DATE, date(2021, 7, 15)),
            ("10月15日", DATE, date(2021, 10, 15)),
            ("2022年1月15日前", DATE, date(2022, 1, 15)),
        ],
    ),
    (
        "分别在6月、9月和12月底报送工作总结。",
        [("6月", DATE, date(2021, 6, 30)), ("9月", DATE, date(2021, 9, 30)), ("12月底", DATE, date(2021, 12, 31))],
    ),
    ("每月25日前报送进展", [("每月25日前", RECURRING, None)]),
    ("每年6月、12月底前报送总结", [("每年6月、12月底前", RECURRING, None)]),
    ("每半年向市政府报告一次工作情况。", [("每半年", RECURRING, None)]),
    ("自印发之日起10个工作日内制定实施方案", [("印发之日起10个工作日内", RELATIVE, None)]),
    ("信息形成或变更之日起20个工作日内上网", [("信息形成或变更之日起20个工作日内", RELATIVE, None)]),
    ("在收到交办单后5个工作日内办结", [("收到交办单后5个工作日内", RELATIVE, None)]),
    ("14个工作日内完成答复", [("14个工作日内", RELATIVE, None)]),
    ("6月底前，实现老年证当天领取", [("6月底前", DATE, date(2021, 6, 30))]),
    (
        "第三季度完成招标，四季度开工建设。",
        [("第三季度", DATE, date(2021, 9, 30)), ("四季度", DATE, date(2021, 12, 31))],
    ),
    ("上半年完成改造，下半年投入使用。", [("上半年", DATE, date(2021, 6, 30)), ("下半年", DATE, date(2021, 12, 31))]),
    ("7月至9月，集中开展专项整治。", [("7月至9月", PERIOD, date(2021, 9, 30))]),
    ("2021年7月—9月底前完成", [("2021年7月—9月底前", PERIOD, date(2021, 9, 30))]),
    ("确保10月1日(星期五)前投用。", [("10月1日(星期五)前", DATE, date(2021, 10, 1))]),
    ("二○二一年六月三十日前完成", [("二○二一年六月三十日前", DATE, date(2021, 6, 30))]),
    ("2021年12月完成主体工程。", [("2021年12月", DATE, date(2021, 12, 31))]),
    ("加强整改，立行立改。", [("立行立改", IMMEDIATE, None)]),
    ("严格落实责任，长期坚持。", [("长期坚持", ONGOING, None)]),
    ("春节前完成慰问", [("春节前", DATE, None)]),
    ("各单位于25日前报送", [("25日前", DATE, None)]),
    ("2022年底前，评出农场10家。", [("2022年底前", DATE, date(2022, 12, 31))]),
    ("完成时限：2021年12月", [("2021年12月", DATE, date(2021, 12, 31))]),
    ("（责任单位：市发展改革委；完成时限：2021年9月）", [("2021年9月", DATE, date(2021, 9, 30))]),
    ("（责任单位：市发展改革委；2021年9月）", [("2021年9月", DATE, date(2021, 9, 30))]),
    ("（牵头单位：A；责任单位：B；长期坚持）", [("长期坚持", ONGOING, None)]),
    ("每季度末前5个工作日将进展情况报送办公室", [("每季度末前5个工作日", RECURRING, None)]),
    ("每月5日前、每季度末月20日前报送", [("每月5日前", RECURRING, None), ("每季度末月20日前", RECURRING, None)]),
    ("明年3月底前完成", [("明年3月底前", DATE, date(2022, 3, 31))]),
    ("2021年6月30日前印发实施", [("2021年6月30日前", DATE, date(2021, 6, 30))]),
    ("请各单位于2021年3月5日（星期五）前将方案报送", [("2021年3月5日（星期五）前", DATE, date(2021, 3, 5))]),
    ("次月5日前报送上月情况", [("次月5日前", RECURRING, None)]),
    ("年底前全面完成", [("年底前", DATE, date(2021, 12, 31))]),
    ("于12月底前完成整改", [("12月底前", DATE, date(2021, 12, 31))]),
    ("8月底完成", [("8月底", DATE, date(2021, 8, 31))]),
    ("2021年12月31日前", [("2021年12月31日前", DATE, date(2021, 12, 31))]),
    ("9月投入使用。", [("9月", DATE, date(2021, 9, 30))]),
    ("1月20日前、7月20日前分别报送", [("1月20日前", DATE, date(2021, 1, 20)), ("7月20日前", DATE, date(2021, 7, 20))]),
    ("接到通知后3日内反馈", [("接到通知后3日内", RELATIVE, None)]),
    (
        "于6月15日和12月15日前报送半年和全年总结",
        [("6月15日", DATE, date(2021, 6, 15)), ("12月15日前", DATE, date(2021, 12, 15))],
    ),
    ("2023年底前完成老旧小区改造100个", [("2023年底前", DATE, date(2023, 12, 31))]),
    ("力争2023年12月底前建成投用", [("2023年12月底前", DATE, date(2023, 12, 31))]),
    ("确保年底前全部竣工。", [("年底前", DATE, date(2021, 12, 31))]),
    ("力争上半年开工建设", [("上半年", DATE, date(2021, 6, 30))]),
    (
        "3月底前制定方案，6月底前完成招标，年底前主体封顶",
        [
            ("3月底前", DATE, date(2021, 3, 31)),
            ("6月底前", DATE, date(2021, 6, 30)),
            ("年底前", DATE, date(2021, 12, 31)),
        ],
    ),
    (
        "2021年3月底前启动，2022年6月底前完成",
        [("2021年3月底前", DATE, date(2021, 3, 31)), ("2022年6月底前", DATE, date(2022, 6, 30))],
    ),
    ("于每年1月31日前公布上年度报告", [("每年1月31日前", RECURRING, None)]),
    ("每年3月底前、9月底前分别报送", [("每年3月底前、9月底前", RECURRING, None)]),
    ("每季度末前报送进展情况", [("每季度末前", RECURRING, None)]),
    ("每季度最后一个月25日前报送", [("每季度最后一个月25日前", RECURRING, None)]),
    ("每季度首月5日前报送上季度情况", [("每季度首月5日前", RECURRING, None)]),
    ("每月5日前将上月进展报送区政府办公室", [("每月5日前", RECURRING, None)]),
    ("每半年将工作情况报市政府", [("每半年", RECURRING, None)]),
    ("每季度通报一次", [("每季度", RECURRING, None)]),
    ("每周五下班前报送", [("每周五下班前", RECURRING, None)]),
    ("每周五前报送", [("每周五前", RECURRING, None)]),
    (
        "7月15日、12月15日前分别将半年和全年情况报送",
        [("7月15日", DATE, date(2021, 7, 15)), ("12月15日前", DATE, date(2021, 12, 15))],
    ),
    (
        "6月15日前和12月15日前分别报送",
        [("6月15日前", DATE, date(2021, 6, 15)), ("12月15日前", DATE, date(2021, 12, 15))],
    ),
    (
        "于2021年6月10日、12月10日前报送",
        [("2021年6月10日", DATE, date(2021, 6, 10)), ("12月10日前", DATE, date(2021, 12, 10))],
    ),
    ("请于11月20日前书面报市政府办公室（联系人：甲某某，电话：1234567）", [("11月20日前", DATE, date(2021, 11, 20))]),
    ("10月底前完成；12月底前验收", [("10月底前", DATE, date(2021, 10, 31)), ("12月底前", DATE, date(2021, 12, 31))]),
    ("2021年10月底前，各责任单位要完成自查", [("2021年10月底前", DATE, date(2021, 10, 31))]),
    ("市发展改革委牵头，2021年6月底前完成", [("2021年6月底前", DATE, date(2021, 6, 30))]),
    ("市发展改革委牵头，2021年6月底完成", [("2021年6月底", DATE, date(2021, 6, 30))]),
    ("市发展改革委牵头，6月完成", [("6月", DATE, date(2021, 6, 30))]),
    ("市发展改革委负责，全年推进", [("全年推进", ONGOING, None)]),
    ("市发展改革委负责，长期坚持", [("长期坚持", ONGOING, None)]),
    ("市发展改革委负责；立行立改", [("立行立改", IMMEDIATE, None)]),
    ("市发展改革委负责；完成时限：长期坚持", [("长期坚持", ONGOING, None)]),
    ("市发展改革委负责；完成时限：2021年12月31日", [("2021年12月31日", DATE, date(2021, 12, 31))]),
    ("责任单位：市教育局；时限：持续推进", [("持续推进", ONGOING, None)]),
    ("2021年第三季度前出台", [("2021年第三季度前", DATE, date(2021, 9, 30))]),
    ("第二季度末前出台实施细则", [("第二季度末前", DATE, date(2021, 6, 30))]),
    ("二季度末完成", [("二季度末", DATE, date(2021, 6, 30))]),
    ("今年年底前全部建成", [("今年年底前", DATE, date(2021, 12, 31))]),
    ("今年内完成改造", [("今年内", DATE, date(2021, 12, 31))]),
    ("本年度内完成", [("本年度内", DATE, date(2021, 12, 31))]),
    ("年内完成投资30亿元", [("年内", DATE, date(2021, 12, 31))]),
    ("年内开工建设", [("年内", DATE, date(2021, 12, 31))]),
    ("明年年底前建成", [("明年年底前", DATE, date(2022, 12, 31))]),
    ("2022年春节前完成", [("春节前", DATE, None)]),
    ("汛期前完成除险加固", [("汛期前", DATE, None)]),
    ("国庆节前投入使用", [("国庆节前", DATE, None)]),
    ("收到通知之日起15日内提出意见", [("收到通知之日起15日内", RELATIVE, None)]),
    ("自本通知印发之日起30日内制定方案", [("本通知印发之日起30日内", RELATIVE, None)]),
    ("方案印发后10个工作日内报备", [("方案印发后10个工作日内", RELATIVE, None)]),
    ("20个工作日内予以答复", [("20个工作日内", RELATIVE, None)]),
    ("会后3个工作日内印发纪要", [("会后3个工作日内", RELATIVE, None)]),
    ("一个月内完成整改", [("一个月内", RELATIVE, None)]),
    ("印发之日起1个月内", [("印发之日起1个月内", RELATIVE, None)]),
    ("6月1日至6月30日，开展安全生产月活动", [("6月1日至6月30日", PERIOD, date(2021, 6, 30))]),
    ("9月1日前完成", [("9月1日前", DATE, date(2021, 9, 1))]),
    ("8月下旬完成评审", [("8月下旬", DATE, date(2021, 8, 31))]),
    ("10月中旬前报送", [("10月中旬前", DATE, date(2021, 10, 20))]),
    ("2021年12月31日前，完成清理", [("2021年12月31日前", DATE, date(2021, 12, 31))]),
    ("12月25日之前报送总结", [("12月25日之前", DATE, date(2021, 12, 25))]),
    ("12月25日以前报送总结", [("12月25日以前", DATE, date(2021, 12, 25))]),
    ("（2021年12月底前完成）", [("2021年12月底前", DATE, date(2021, 12, 31))]),
    ("（完成时限：12月底）", [("12月底", DATE, date(2021, 12, 31))]),
    ("[2021年底前完成]", [("2021年底前", DATE, date(2021, 12, 31))]),
    ("〔6月底前〕", [("6月底前", DATE, date(2021, 6, 30))]),
    ("（年底前）", [("年底前", DATE, date(2021, 12, 31))]),
    ("（12月底）", [("12月底", DATE, date(2021, 12, 31))]),
    ("2021.12.31前完成", [("2021.12.31前", DATE, date(2021, 12, 31))]),
    ("12.31前完成", [("12.31前", DATE, date(2021, 12, 31))]),
    ("二〇二一年底前", [("二〇二一年底前", DATE, date(2021, 12, 31))]),
    ("九月底前完成", [("九月底前", DATE, date(2021, 9, 30))]),
    ("十一月三十日前", [("十一月三十日前", DATE, date(2021, 11, 30))]),
    ("十二月底前", [("十二月底前", DATE, date(2021, 12, 31))]),
    ("2021 年 10 月 15 日前报送", [("2021 年 10 月 15 日前", DATE, date(2021, 10, 15))]),
    ("2021年10月15日17:00前报送", [("2021年10月15日17:00前", DATE, date(2021, 10, 15))]),
    ("2021年10月15日17时前报送", [("2021年10月15日17时前", DATE, date(2021, 10, 15))]),
    ("2021年10月15日下班前报送", [("2021年10月15日下班前", DATE, date(2021, 10, 15))]),
    ("2小时内到场处置", [("2小时内", RELATIVE, None)]),
    ("半年内完成", [("半年内", RELATIVE, None)]),
    ("月底前报送", [("月底前", DATE, None)]),
    ("本月底前报送", [("本月底前", DATE, None)]),
    ("下月底前", [("下月底前", DATE, None)]),
]
"""Sentences of a notice of 2021, and the deadlines in them."""

NOT_BINDING = [
    "对到村14日内的客人多加关照",
    "开辟48小时内送达的快线",
    "合同签订后30日内交首付",
    "到2021年12月底，建成球场5座",
    "4月—6月为自查阶段",
    "每周一例会",
    "2021年9月30日前未交的，予以通报",
    "60周岁前",
    "9月1日起全面实施",
    "2021年1月1日至2021年12月31日有效",
    "2021年7月起",
    "自7月1日起执行",
    "从2021年起",
    "到2021年底，城镇化率达到60%",
    "到年底，实现全覆盖",
    "至2025年，建成体系",
    "截至2021年6月底，已完成80%",
    "截至目前",
    "2021年6月底，全市共有企业100家",
    "2020年底已建成",
    "2020年12月31日前已取得证书的企业",
    "2021年上半年，全市生产总值增长12%",
    "上半年工作总结",
    "一季度经济运行分析",
    "前三季度",
    "全年开展不少于4次",
    "每年开展1次演练",
    "每月开展一次检查",
    "每月更新",
    "每季度召开一次例会",
    "每两年修订一次",
    "近五年",
    "2021年度绩效考核",
    "2021年城市更新计划",
    "“十四五”期间，新增学位1万个",
    "“十四五”末",
    "3—5年内",
    "3年内完成",
    "未来三年内",
    "自2021年5月1日起施行，有效期5年",
    "有效期至2026年4月30日",
    "本方案实施期限为2021年1月1日至2023年12月31日",
    "2018-2020年三年行动计划",
    "《关于2021年底前完成…的通知》",
    "经2021年3月5日市政府第10次常务会议通过",
    "2021年3月5日印发的通知",
    "2021年1月1日后新建的项目",
    "在2021年6月30日前购买的，给予补贴",
    "逾期30日内未缴纳的",
    "12345热线",
    "9月开学季",
    "五一劳动节期间",
    "“双十一”前后",
    "6·18",
    "每人每天100元",
    "一日游",
    "第一季度第二批项目",
    "1月至6月，全市财政收入增长",
    "2021年1-6月，完成投资50亿元",
    "5年内新增",
    "数月内",
    "3日前",
    "首季",
    "每年12月",
    "每年6月5日环境日",
    "除夕前",
    "年底总结",
    "年底考核",
    "按季度调度",
    "按月通报",
    "日常监管持续推进。",
    "长期以来",
    "长期护理保险",
    "建立长效机制，持续推进。",
    "立即整改",
    "半年度",
    "今年以来",
    "本年工作",
    "去年底前",
    "12月1日前后",
    "到2025年，形成新格局。",
    "到2025年年底，全县果园突破2万亩",
    "力争到2025年，规模达到10亿元",
    "根据《2018-2020年行动计划》和2021年工作要点",
    "本办法自2021年1月1日起施行，有效期至2025年11月30日。",
    "优惠有效期截止到2024年12月31日",
    "2020年12月完成了改造",
    "已于2020年12月底前完成",
    "2021年3月5日印发",
    "济政办字〔2021〕20号，立足（十一）项增长3.5%，拨打12345热线",
    "发布时间：2020-06-05 15:34",
    "近三年来每年增长5%，一季度增长6%",
    "对2024年3月31日之前登记的摊位",
    "在2025年6月30日前开业的，由镇里给予奖励",
    "2024年11月30日前到期的，可以续签",
    "毕业5年内的学徒",
    "在旧车出售后1年内，重新购买新车",
    "每人每月100元，每年评选一批农场，季度产量在50吨以上",
    "纳入全年工作。2021年要做好各项工作。",
    "将1月、2月的水费缴费期延长至3月底。",
    "截至4月底在校学生人数与上年持平",
    "2022年第四季度到期的合同",
    "持续推进政务公开，立即整改。",
    "年初定数、逐月看数、年底对数。",
    "已连续三年纳入考核",
    "在村口张贴5个工作日",
    "6月5日世界环境日，开展宣传活动",
    "自签字之日起至2023年12月31日止",
    "压缩至3个工作日内",
    "2021年是“十四五”开局之年",
    "2021年3月28日，县政府印发了方案",
    "3年内建成果库8座",
    "如年内继续参展",
    "2011年至2020年，3月12日植树节",
    "年度工作报告，上半年工作总结，下半年重点",
    "1、6月份数据 2021年6月工作情况",
    "列入2021年民生实事，分月、分季度调度，每月开展一次检查",
]
"""Goals, validity, facts, statistics, names of plans, service standards, conditions: no deadlines."""

CELLS: list[tuple[str, list[tuple[str, DeadlineKind, date | None]]]] = [
    ("2021.6-2021.12", [("2021.6-2021.12", PERIOD, date(2021, 12, 31))]),
    ("2021.06-12", [("2021.06-12", PERIOD, date(2021, 12, 31))]),
    ("2021-2023", [("2021-2023", PERIOD, date(2023, 12, 31))]),
    ("2021年全年", [("2021年全年", ONGOING, None)]),
    ("季度", [("季度", RECURRING, None)]),
    ("每学期", [("每学期", RECURRING, None)]),
    ("汛期持续", [("汛期持续", ONGOING, None)]),
    ("長期堅持", [("長期堅持", ONGOING, None)]),
    ("即日起至12月底", [("即日起至12月底", DATE, date(2021, 12, 31))]),
    ("6月底前完成50%，年底前完成100%", [("6月底前完成50%，年底前完成100%", DATE, date(2021, 12, 31))]),
    ("9月投入使用", [("9月投入使用", DATE, date(2021, 9, 30))]),
    ("12月底前", [("12月底前", DATE, date(2021, 12, 31))]),
    ("一季度", [("一季度", DATE, date(2021, 3, 31))]),
    ("四季度", [("四季度", DATE, date(2021, 12, 31))]),
    ("年内见成效", [("年内见成效", DATE, date(2021, 12, 31))]),
    ("5月底前动工", [("5月底前动工", DATE, date(2021, 5, 31))]),
    ("2021年7月—9月", [("2021年7月—9月", PERIOD, date(2021, 9, 30))]),
    ("2021年7月至9月", [("2021年7月至9月", PERIOD, date(2021, 9, 30))]),
    ("7-9月", [("7-9月", PERIOD, date(2021, 9, 30))]),
    ("长期坚持", [("长期坚持", ONGOING, None)]),
    ("每季度", [("每季度", RECURRING, None)]),
    ("11月底前完成", [("11月底前完成", DATE, date(2021, 11, 30))]),
    ("上半年", [("上半年", DATE, date(2021, 6, 30))]),
    ("下半年", [("下半年", DATE, date(2021, 12, 31))]),
    ("全年", [("全年", ONGOING, None)]),
    ("持续推进", [("持续推进", ONGOING, None)]),
    ("年内持续推进", [("年内持续推进", DATE, date(2021, 12, 31))]),
    ("立行立改", [("立行立改", IMMEDIATE, None)]),
    ("2021年", [("2021年", DATE, date(2021, 12, 31))]),
    ("2021年底", [("2021年底", DATE, date(2021, 12, 31))]),
    ("今年底前", [("今年底前", DATE, date(2021, 12, 31))]),
    ("明年3月底", [("明年3月底", DATE, date(2022, 3, 31))]),
    ("10个工作日内", [("10个工作日内", RELATIVE, None)]),
    ("印发之日起10个工作日内", [("印发之日起10个工作日内", RELATIVE, None)]),
    ("每季度末月20日前", [("每季度末月20日前", RECURRING, None)]),
    ("每月25日前", [("每月25日前", RECURRING, None)]),
    ("每年6月、12月底前", [("每年6月、12月底前", RECURRING, None)]),
    ("每半年", [("每半年", RECURRING, None)]),
    ("2021.6.30前", [("2021.6.30前", DATE, date(2021, 6, 30))]),
    ("2021.12", [("2021.12", DATE, date(2021, 12, 31))]),
    ("2021-12-31", [("2021-12-31", DATE, date(2021, 12, 31))]),
    ("20211231", [("20211231", DATE, date(2021, 12, 31))]),
    ("2021", [("2021", DATE, date(2021, 12, 31))]),
    ("12.31前", [("12.31前", DATE, date(2021, 12, 31))]),
    ("一至三季度", [("一至三季度", PERIOD, date(2021, 9, 30))]),
    ("2018-2020年", [("2018-2020年", PERIOD, date(2020, 12, 31))]),
    ("6月1日-30日", [("6月1日-30日", PERIOD, date(2021, 6, 30))]),
    ("6月1日至6月30日", [("6月1日至6月30日", PERIOD, date(2021, 6, 30))]),
    ("11月至次年3月", [("11月至次年3月", PERIOD, date(2022, 3, 31))]),
    ("11月至3月", [("11月至3月", PERIOD, date(2022, 3, 31))]),
    ("春节前", [("春节前", DATE, None)]),
    ("6月\n9月", [("6月", DATE, date(2021, 6, 30)), ("9月", DATE, date(2021, 9, 30))]),
    ("2021年\n12月底前", [("2021年12月底前", DATE, date(2021, 12, 31))]),
    (
        "6月底前启动\n12月底前完成",
        [("6月底前启动", DATE, date(2021, 6, 30)), ("12月底前完成", DATE, date(2021, 12, 31))],
    ),
    ("6月底前\n完成", [("6月底前完成", DATE, date(2021, 6, 30))]),
    ("2022年底11月前", [("2022年底11月前", DATE, None)]),
    ("615日、1215日前", [("615日、1215日前", DATE, None)]),
    ("二○二一年六月三十日前", [("二○二一年六月三十日前", DATE, date(2021, 6, 30))]),
    ("六月底前", [("六月底前", DATE, date(2021, 6, 30))]),
    ("十二月底", [("十二月底", DATE, date(2021, 12, 31))]),
    ("12月中旬", [("12月中旬", DATE, date(2021, 12, 20))]),
    ("6月上旬", [("6月上旬", DATE, date(2021, 6, 10))]),
    ("3个月", [("3个月", RELATIVE, None)]),
    ("半年", [("半年", RELATIVE, None)]),
    ("“十四五”期间", [("“十四五”期间", PERIOD, date(2025, 12, 31))]),
    ("每季度一次", [("每季度一次", RECURRING, None)]),
    ("每年至少2次", [("每年至少2次", RECURRING, None)]),
    ("第三季度", [("第三季度", DATE, date(2021, 9, 30))]),
    ("第3季度", [("第3季度", DATE, date(2021, 9, 30))]),
    ("5月底取得阶段性成效并持续推进", [("5月底取得阶段性成效并持续推进", DATE, date(2021, 5, 31))]),
    ("常态化", [("常态化", ONGOING, None)]),
    ("2021年12月31日24时前", [("2021年12月31日24时前", DATE, date(2021, 12, 31))]),
    ("10月1日(星期五)前", [("10月1日(星期五)前", DATE, date(2021, 10, 1))]),
    ("6月30日下班前", [("6月30日下班前", DATE, date(2021, 6, 30))]),
    ("21年6月底前", [("21年6月底前", DATE, date(2021, 6, 30))]),
    ("6月底前启动，12月底前完成", [("6月底前启动，12月底前完成", DATE, date(2021, 12, 31))]),
    ("二、三季度", [("二、三季度", DATE, date(2021, 9, 30))]),
    ("1-12月", [("1-12月", PERIOD, date(2021, 12, 31))]),
    ("2021年1月-12月", [("2021年1月-12月", PERIOD, date(2021, 12, 31))]),
    ("2021年3月-2022年3月", [("2021年3月-2022年3月", PERIOD, date(2022, 3, 31))]),
    ("国庆节前", [("国庆节前", DATE, None)]),
    ("按季度", [("按季度", RECURRING, None)]),
    ("每周五前", [("每周五前", RECURRING, None)]),
    ("每月", [("每月", RECURRING, None)]),
    ("每季度首月10日前", [("每季度首月10日前", RECURRING, None)]),
    ("3月、6月、9月、12月", [("3月、6月、9月、12月", DATE, date(2021, 12, 31))]),
    ("2021 年 12 月底", [("2021 年 12 月底", DATE, date(2021, 12, 31))]),
    ("８月１０日前", [("８月１０日前", DATE, date(2021, 8, 10))]),
    ("年底", [("年底", DATE, date(2021, 12, 31))]),
    ("2021年10月1日至2021年12月31日", [("2021年10月1日至2021年12月31日", PERIOD, date(2021, 12, 31))]),
    ("2021年上半年", [("2021年上半年", DATE, date(2021, 6, 30))]),
    ("2021年年底前，长期坚持", [("2021年年底前，长期坚持", DATE, date(2021, 12, 31))]),
    ("2021/12/31 00:00:00", [("2021/12/31 00:00:00", DATE, date(2021, 12, 31))]),
    ("随时", [("随时", ONGOING, None)]),
]
"""Cells of a notice of 2021: the whole cell is the text."""

NO_TIME = ["—", "无", "已完成", "适时", "Q3", "按时间节点", "岁末", "根据上级安排", "责任单位"]


def _found(text: str, *, year: int | None = 2021) -> tuple[Deadline, ...]:
    return find_deadlines(Passage.of(text, LINE), year=year)


def _parsed(text: str, *, year: int | None = 2021) -> tuple[Deadline, ...]:
    return parse_deadline(Passage.of(text, LINE), year=year)


def _values(deadlines: tuple[Deadline, ...]) -> list[tuple[str, DeadlineKind, date | None]]:
    return [(deadline.text, deadline.kind, deadline.due_on) for deadline in deadlines]


@pytest.mark.parametrize(("sentence", "expected"), BINDING)
def test_a_sentence_binds_until_the_last_day_that_it_names(
    sentence: str, expected: list[tuple[str, DeadlineKind, date | None]]
) -> None:
    """The text is the expression and nothing else; its place quotes it."""
    found = _found(sentence)
    assert _values(found) == expected
    assert [sentence[deadline.location.start : deadline.location.end] for deadline in found] == [
        text for text, _, _ in expected
    ]


@pytest.mark.parametrize("sentence", NOT_BINDING)
def test_other_times_are_no_deadlines(sentence: str) -> None:
    """Nothing is found."""
    assert _found(sentence) == ()


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_is_a_deadline_as_a_whole(cell: str, expected: list[tuple[str, DeadlineKind, date | None]]) -> None:
    """Also where the cell says what shall happen then; lines that are deadlines of their own are several."""
    assert _values(_parsed(cell)) == expected


@pytest.mark.parametrize("cell", ["", " \u3000", "。", *NO_TIME])
def test_a_cell_without_a_time_is_none(cell: str) -> None:
    """Dashes, units and phrases such as 按时间节点."""
    assert _parsed(cell) == ()


def test_a_missing_year_comes_from_the_notice_and_from_nowhere_else() -> None:
    """Without a year the day is unknown; a printed year needs no notice."""
    assert _values(_found("6月底前完成", year=None)) == [("6月底前", DATE, None)]
    assert _values(_found("6月底前完成", year=2019)) == [("6月底前", DATE, date(2019, 6, 30))]
    assert _values(_found("2020年6月底前完成", year=None)) == [("2020年6月底前", DATE, date(2020, 6, 30))]
    assert _values(_found("明年3月底前完成", year=None)) == [("明年3月底前", DATE, None)]
    assert _values(_parsed("2月底前", year=2024)) == [("2月底前", DATE, date(2024, 2, 29))]


def test_a_list_goes_on_with_the_year_that_it_printed() -> None:
    """2022年3月、6月底前 is twice 2022."""
    assert _values(_found("2022年3月、6月底前报送")) == [
        ("2022年3月", DATE, date(2022, 3, 31)),
        ("6月底前", DATE, date(2022, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("每月25日前", Recurrence(frequency=Frequency.MONTHLY, day=25)),
        ("每季度末月20日前", Recurrence(frequency=Frequency.QUARTERLY, months=(3, 6, 9, 12), day=20)),
        ("每季度首月5日前", Recurrence(frequency=Frequency.QUARTERLY, months=(1, 4, 7, 10), day=5)),
        ("每季度末", Recurrence(frequency=Frequency.QUARTERLY)),
        ("每年6月、12月底前", Recurrence(frequency=Frequency.YEARLY, months=(6, 12))),
        ("每年1月31日前", Recurrence(frequency=Frequency.YEARLY, months=(1,), day=31)),
        ("每半年", Recurrence(frequency=Frequency.HALF_YEARLY)),
        ("每年至少2次", Recurrence(frequency=Frequency.YEARLY, times=2)),
        ("每周五前", Recurrence(frequency=Frequency.WEEKLY)),
        ("次月5日前", Recurrence(frequency=Frequency.MONTHLY, day=5)),
    ],
)
def test_a_rhythm_says_how_often(text: str, recurrence: Recurrence) -> None:
    """Frequency, months, day and times as printed."""
    assert _parsed(text) == (Deadline(text=text, kind=RECURRING, recurrence=recurrence),)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("印发之日起10个工作日内", TimeSpan(amount=10, unit="working_day", since="印发之日")),
        ("收到交办单后5日内", TimeSpan(amount=5, unit="day", since="收到交办单")),
        ("一个月内", TimeSpan(amount=1, unit="month")),
        ("两周内", TimeSpan(amount=2, unit="week")),
        ("半年内", TimeSpan(amount=6, unit="month")),
        ("24小时内", TimeSpan(amount=24, unit="hour")),
        ("3年", TimeSpan(amount=3, unit="year")),
    ],
)
def test_a_relative_deadline_says_how_long_and_since_when(text: str, span: TimeSpan) -> None:
    """Amount, unit and the event as printed."""
    assert _parsed(text) == (Deadline(text=text, kind=RELATIVE, span=span),)


def test_a_period_has_a_first_day() -> None:
    """2021年7月—9月 from 1 July to 30 September; 11月至3月 goes over the new year."""
    assert _parsed("2021年7月—9月") == (
        Deadline(text="2021年7月—9月", kind=PERIOD, starts_on=date(2021, 7, 1), due_on=date(2021, 9, 30)),
    )
    assert _parsed("11月至3月") == (
        Deadline(text="11月至3月", kind=PERIOD, starts_on=date(2021, 11, 1), due_on=date(2022, 3, 31)),
    )


def test_a_cell_broken_over_blocks_keeps_both_places() -> None:
    """The text is joined, the place has two parts."""
    other = Location(file="notice.txt", line=10)
    cell = Passage.join([Passage.of("年内见成", LINE), Passage.of("效", other)])
    (deadline,) = parse_deadline(cell, year=2021)
    assert (deadline.text, deadline.due_on) == ("年内见成效", date(2021, 12, 31))
    assert [(part.line, part.start, part.end) for part in deadline.location.parts] == [(9, 0, 4), (10, 0, 1)]


@pytest.mark.parametrize(
    ("remark", "count"),
    [
        ("11月底前完成", 1),
        ("长期坚持", 1),
        ("6月底", 1),
        ("2021年新增项目", 0),
        ("上年结转", 0),
        ("推进中", 0),
        ("详见2021年工作方案", 0),
    ],
)
def test_a_strict_reading_takes_only_what_is_a_deadline_and_little_else(remark: str, count: int) -> None:
    """A column of remarks hides a deadline now and then."""
    assert len(parse_deadline(Passage.of(remark, LINE), year=2021, strict=True)) == count
