"""Folding: one form of each mark, digit and character, of the same length as the text.

Pages print 责任单位： and 責任單位:, （ and (, 〔 and [, full-width digits and three kinds of blank. `fold` maps each
character to exactly one character, so a span found in the folded text is a span of the text.
"""

from __future__ import annotations

__all__ = ["TRADITIONAL", "fold"]

_MARKS = {
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "：": ":", "﹕": ":", "∶": ":", "；": ";", "﹔": ";", "，": ",", "﹐": ",", "､": "、",
    "．": ".", "！": "!", "？": "?", "｜": "|", "│": "|", "％": "%", "＊": "*", "＋": "+", "－": "-", "／": "/",
    "［": "〔", "］": "〕", "[": "〔", "]": "〕", "﹝": "〔", "﹞": "〕", "【": "〔", "】": "〕", "〖": "〔", "〗": "〕",
    "○": "〇", "Ｏ": "O", "＜": "<", "＞": ">", "〈": "<", "〉": ">", "｡": "。",
}  # fmt: skip

_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202f\u205f\u2060\u3000\ufeff\u00ad"

TRADITIONAL: dict[str, str] = {
    pair[0]: pair[1]
    for pair in (
        "責责 單单 務务 體体 牽牵 頭头 時时 間间 門门 區区 縣县 鎮镇 鄉乡 會会 關关 於于 號号 發发 辦办 廳厅 職职 "
        "負负 領领 導导 進进 實实 議议 員员 園园 開开 報报 處处 們们 備备 註注 項项 標标 點点 協协 動动 產产 "
        "農农 資资 財财 稅税 環环 衛卫 監监 檢检 機机 構构 東东 該该 規规 劃划 設设 統统 計计 審审 國国 際际 廣广 電电 "
        "視视 術术 學学 書书 記记 類类 別别 內内 錄录 圖图 題题 總总 結结 級级 縱纵 網网 辯辩 討讨 論论 評评 調调 "
        "運运 輸输 遷迁 達达 選选 聯联 繫系 係系 屬属 歸归 護护 華华 萬万 億亿 個个 為为 與与 從从 無无 專专 "
        "經经 濟济 現现 轉转 軍军 隊队 團团 銀银 險险 難难 雙双 離离 齊齐 長长 陽阳 陰阴 馬马 龍龙 貴贵 貿贸 質质 "
        "試试 驗验 證证 識识 買买 賣卖 價价 樂乐 勞劳 動动 營营 榮荣 創创 製制 複复 復复 壓压 縮缩 減减 補补 貼贴 "
        "殘残 傳传 優优 億亿 準准 熱热 煙烟 煤煤 礦矿 蓋盖 節节 藥药 療疗 醫医 麗丽 貧贫 賬账 帳账 臺台 檔档 樣样 "
        "條条 據据 數数 應应 決决 當当 還还 這这 過过 裏里 裡里 劉刘 張张 陳陈 吳吳 黨党 紀纪 鐵铁 鋼钢 錢钱 險险 雲云 "
        "堅坚 續续 終终 兩两 週周 啟启 啓启 將将 確确 爭争 須须 順顺 陸陆 駐驻 掛挂 執执 簽签 頒颁 強强 "
        "靈灵 頻频 預预 顯显 風风 飛飞 館馆 驅驅 養养 餘余 魚鱼 漁渔 鳥鸟 鳳凤 麥麦 齡龄 歲岁 歷历 滿满 漢汉 濱滨 灣湾"
    ).split()
    if pair[0] != pair[1]
}
"""Traditional → simplified for the characters of the vocabulary and of unit names (seen on mirrors of official pages)."""

_TABLE = str.maketrans(
    _MARKS | TRADITIONAL | {chr(0xFF10 + digit): str(digit) for digit in range(10)} | dict.fromkeys(_BLANKS, " ")
)


def fold(text: str) -> str:
    """The text with one form of every mark, digit and blank and with simplified characters; of the same length.

    >>> fold("（責任單位：Ａ、Ｂ）")
    '(责任单位:Ａ、Ｂ)'
    """
    return text.translate(_TABLE)
