# What readers see, in Simplified Chinese: every key of en.ftl, and at the end the texts of the commands,
# whose English stands with them in bot/cogs. Traditional Chinese is derived from this file.
#
# 引语 quote · 发言人 speaker · 主题 theme · 论坛 forum · 文章 article · 记录 records; Discord's own words:
# 服务器 server, 频道 channel, 管理服务器 Manage Server.

## Languages, kinds, grades: one word for each value

language = { $language ->
    [en] 英语
    [zh-Hans] 简体中文
    [zh-Hant] 繁体中文
   *[ja] 日语
}
kind = { $kind ->
    [direct] 直接引语
    [reported] 转述
   *[unattributed] 未注明出自何人
}

## A quote

as-of = 据文章所载，为{ $month }时的职务
role-translated = { $organisation }{ $title }
unofficially = { $text }（非官方翻译）
unofficial = 非官方翻译
unofficial-mark = （非官方翻译）
beside = （{ $text }）
recorded-in = （只有{ language }版本）
who = { $name }，{ $organisation }
in-brackets = 括号内为非官方翻译
name-caution = { $grade ->
    [derived] { $name }：由查到的写法逐字转换而来
   *[found-by-role] { $name }：根据职务和论坛比对得出
}
not-verbatim = { $kind ->
    [reported] 这是文章的转述，并非发言人的原话
   *[unattributed] 文章没有注明这些话出自何人
}
introduced = 文章的引述方式：“{ $phrase }”
attributed-by = { $way ->
    [surname] 文章此处只写了姓氏
    [pronoun] 文章此处用“他”或“她”指代前面提到的人
   *[context] 发言人的姓名见于同一段的前文
}
translated-into = { language } · 非官方翻译，译自文章的{ $printed ->
    [en] 英语原文
    [zh-Hans] 简体中文原文
    [zh-Hant] 繁体中文原文
   *[ja] 日语原文
}
not-translated = 暂无{ language }翻译
printed-in = { language } · 文章原文
note = 注：
theme-line = 主题：{ $theme }
place = { $forum } · 原文第{ $line }行，第{ $characters }个字符 · { $article }
stretch = { $first }–{ $last }
forum-name = { $edition } { $name }
nobody-named = 未注明发言人
quote-gone = 该引语已不在记录中
unknown-source = 来源未记录

## Buttons

another-quote = 换一条
more-from = { $speaker } 的更多引语
this-theme = 查看主题
in-context = 查看上下文
the-quote = 查看引语
the-forum = 查看论坛
share = 分享到频道
own-language = 用我的语言看
other-languages = 用其他语言查看
open = 查看
previous = 上一页
next = 下一页
draw = 随机一条
about-speaker = 关于发言人
all-quotes = 全部引语

page = 第{ $page }页，共{ $pages }页

## The passage around a quote

context-heading = 上下文：{ $speaker }
context-bold = { $kind ->
    [direct] 粗体部分是引语，其余是文章的前后文，一字未改。
    [reported] 粗体部分是转述的话，其余是文章的前后文，一字未改。
   *[unattributed] 粗体部分是未注明出自何人的话，其余是文章的前后文，一字未改。
}

## A speaker

speaker-in-forum = { $forum } 发言人 · { $count ->
   *[other] 引语{ $count }条
}
names = 姓名
name-printed = 文章所载 · 姓 { $family }
name-proof = { $script ->
    [zh-Hans] 简体中文
    [zh-Hant] 繁体中文
    [ja] 日语
    [kana] 假名
   *[latin] 拉丁字母
} · { $proof }
grade = { $grade ->
    [found] 有来源可查
    [found-by-role] 根据职务和论坛比对
   *[derived] 由查到的写法转换
}
organisation = 机构
printed = 文章所载
facts = 其他来源的信息
fact-source = （{ $source }，{ $month }）
said = { $count ->
    [0] 没有引语
   *[other] 引语 · { $count }条
}

## A theme

theme-in-forum = { $forum } 主题 · { theme-counts }
theme-counts = { $quotes ->
   *[other] { $quotes }条引语
} · { $speakers ->
   *[other] { $speakers }位发言人
}
summary = 摘要
summary-origin = 摘要由本机器人的编者根据编号所示的引语撰写，并非文章原文。
summary-in = 该摘要只有{ language }版本
open-cited = 查看带编号的引语
who-spoke = 发言人

## Lists of quotes

quotes = { $count ->
    [0] 没有引语
   *[other] { $count }条引语
}

## The forum

dates = 日期
forum-names = 名称
date-source = 文章所载：“{ $printed }” · 年份依据：{ $source }
places = 地点
format = 形式
hosts = 主办方
topics = 议题
session = 分论坛
forum-counts = { $speakers ->
   *[other] { $speakers }位发言人
} · { $direct ->
   *[other] 直接引语{ $direct }条
} · 转述{ $reported }条 · { $unattributed ->
   *[other] 未注明出自何人的话{ $unattributed }条
}
themes = 主题
forum-next = 后面几页：各种文字的名称，以及全部来源
notes = 说明
sources = 来源
source-text = 文章全文：{ $characters }个字符，SHA-256 { $sha256 }

## Asking back

picker-heading = “{ $text }”指的是哪一个？
picker-heading-plain = 指的是哪一个？
picker-more = 另有{ $count ->
   *[other] { $count }项匹配
}，多输入几个字即可缩小范围。
picker-placeholder = 请选择
nothing-found = 没有找到“{ $text }”
nothing-found-plain = 没有找到相关内容
nothing-under = { $speaker } 在“{ $text }”下没有引语
nearest = { $count ->
    [0] 请先输入名称的一部分，再从 Discord 列出的选项中选择。
   *[other] 最接近的结果：
}

## When something is wrong

apology-heading = 抱歉，出错了
apology = 这是机器人的故障，与您的操作无关。问题已记录，可以稍后再试。
apology-reference = 错误编号：{ $reference }
gone-heading = 内容已不存在
gone = 这个按钮对应的记录已更改或移除。请使用 /{ command-quote }、/{ command-speaker }、/{ command-theme } 或 /{ command-forum } 重新查询。
unsaid-heading = 这里没有可引用的话
unsaid-speaker = 没有记录{ $speaker }说过的话。
unsaid-theme = 没有记录关于“{ $theme }”的话。
unsaid-both = 没有记录{ $speaker }关于“{ $theme }”的话。
unsaid = 还没有记录任何引语。
unsaid-else = 只输入 /{ command-quote }，就会从所有人的话中抽取。
limited-heading = 请稍等
limited = 您在短时间内操作过多，{ $when }可以继续。
limited-server = 此服务器目前操作过多，{ $when }可以继续。

## Help

help-heading = 可以查询什么
help-introduction = 论坛发言人说过的话，句句注明出处。姓名可用中文、日文或英文输入，姓和名的先后不限，有少量错字也能找到。
help-for-example = 例如 { $example }
help-example = { $command ->
    [quote] /{ command-quote } { option-speaker }:岛田 { option-theme }:人工智能
    [speaker] /{ command-speaker } { option-name }:岛田太郎
    [theme] /{ command-theme } { option-name }:碳
    [search] /{ command-search } { option-text }:碳排放
    [compare] /{ command-compare } { option-first }:山冈 { option-second }:刘松
   *[other] { "" }
}
help-menu = 在消息菜单的“应用”里选择“{ menu-who-said-this }”，与 /{ command-identify } 作用相同。
help-names = 职务以文章所载为准，是论坛举办时的职务。翻译均为非官方翻译。
help-sources = 每条引语下方的“{ in-context }”会显示引语在文章中的前后文。

## Use of the bot

stats-heading = 机器人在本服务器的使用情况
stats-nothing = 还没有人查询过。
stats-total = { $users ->
   *[other] 为{ $users }人
}提供了{ $count ->
   *[other] { $count }次回答
}
stats-since = 自{ $day }起
stats-median = 回答时间中位数 { $ms } 毫秒
stats-picture = 最近三十天每日回答次数的柱状图：共{ $count ->
   *[other] { $count }次
}。
stats-commands = 查询方式
stats-languages = 语言
stats-outcomes = 结果
stats-quotes = 热门引语
stats-speakers = 热门发言人
stats-themes = 热门主题
stats-unanswered = 未找到的查询
stats-command = { $command ->
    [another] { another-quote }
    [quotes] { all-quotes }
    [context] { in-context }
    [press] 未知按钮
   *[other] /{ $name }
}
outcome = { $outcome ->
    [ok] 已回答
    [no-match] 无匹配
    [refused] 已拒绝
   *[error] 出错
}
times = { $count ->
   *[other] { $count }次
}

## Choosing a language

language-saved-heading = 您的语言：{ $language }
language-saved-public = 对您的回答都会使用这种语言，包括频道内所有人可见的回答。如只想用于仅您可见的回答，请重新选择，并将“{ option-public }”设为“否”。
language-saved-private = 仅您可见的回答会使用这种语言。所有人可见的回答使用频道的语言。
language-forgotten-heading = 您的语言：跟随 Discord
language-forgotten = 仅您可见的回答跟随您的 Discord 语言，公开的回答跟随频道的语言。
place-language-heading = 这里的语言：{ $language }
place-language-channel = { $channel } 里的公开回答会使用这种语言，提问时另选语言的除外。
place-language-server = 本服务器的公开回答会使用这种语言，频道另有设置或提问时另选语言的除外。
place-language-forgotten-heading = 这里的语言：自动
place-language-forgotten-channel = { $channel } 里的公开回答使用服务器设置的语言；没有设置的，使用提问者保存的语言；也没有保存的，使用服务器的 Discord 语言。
place-language-forgotten = 公开的回答使用提问者保存的语言；没有保存的，使用服务器的 Discord 语言。频道另有设置的除外。
refused-heading = 没有权限
refused-manage-server = 此操作需要“管理服务器”权限。

## Privacy

privacy-heading = 机器人保存了关于您的哪些信息
privacy-answers = 每次回答：时间、使用的命令及输入的内容、服务器和频道、语言、显示的内容以及所用时间。
privacy-code = 关于您本人：用密钥从您的 Discord ID 生成的代号。不保存您的名称、ID 和任何消息。
privacy-language = 您用 /{ command-language } 选择的语言（如果选过）。
privacy-drawn = 在与您的私信中已显示过的引语，以免很快重复。
privacy-servers = 服务器的管理者可以看到机器人在该服务器的使用次数，以及没有找到结果的查询，但看不到是谁查询的。
privacy-days = { $days ->
   *[other] 保留{ $days }天，之后自动删除。
}
privacy-for-ever = 一直保留，直到您将其删除。
privacy-logged = 您的使用情况会被记录。
privacy-not-logged = 您的使用情况不会被记录。
privacy-do = { $wish ->
    [export] 导出我的数据
    [delete] 删除我的数据
    [delete-now] 永久删除
    [stop] 停止记录
   *[start] 恢复记录
}
privacy-export-heading = 您的数据
privacy-export-text = 机器人保存的关于您的全部信息，JSON 文件。
privacy-confirm-heading = 要删除关于您的全部信息吗？
privacy-confirm-text = 您在所有服务器的使用记录以及您选择的语言都会被删除，且无法恢复。
privacy-deleted-heading = 已删除
privacy-deleted-text = { $count ->
    [0] 没有保存任何关于您的信息。
   *[other] 已删除{ $count }条关于您的记录。
}
privacy-stopped-heading = 已停止记录
privacy-stopped-text = 从现在起，您的查询不会留下记录。此前的记录会保留到删除为止。
privacy-started-heading = 已恢复记录
privacy-started-text = 从现在起，您的查询会如 /{ command-privacy } 所述进行记录。

## Search

search-heading = { $count ->
   *[other] “{ $text }”的搜索结果：{ $count }条
}
search-heading-more = “{ $text }”的搜索结果：超过{ $count }条
search-loose = 没有内容包含全部词语，以下内容包含其中一部分。
found = { $found ->
    [summary] 主题摘要
    [theme] 主题
   *[speaker] 发言人
}

## Whose words are these?

identify-exact = 记录中有一字不差的文字：
identify-altered = 记录中有这句话，但措辞不同：
identify-legend = 粗体：记录中的措辞。删除线：记录中没有的措辞。
identify-translation = 这是非官方翻译的措辞；文章原文为{ language }。
identify-nobody-heading = 记录中没有人说过这句话
identify-nobody = 无论哪种语言，记录中都没有与这段文字相近的引语。
identify-short-heading = 文字太短，无法判断
identify-short = 请粘贴完整的一句话，或至少连续的几个词。

## Comparing

compare-heading = { $first } 与 { $second }
compare-nothing = 没有相关记录。
compare-more = 另有{ $count }条
compare-same-heading = 两次都是同一个人
compare-same = 请填写两个不同的人，对比他们说过的话。

## Commands: their names, options and choices

command-quote = 引语
command-quote-description = 论坛发言人说过的一句话，注明出处
command-speaker = 发言人
command-speaker-description = 发言人的介绍：姓名、当时的职务、来源和说过的话
command-theme = 主题
command-theme-description = 围绕一个主题说过什么，每个观点都附引语
command-forum = 论坛
command-forum-description = 论坛介绍：届次、日期、地点、主办方、主题和来源
command-search = 搜索
command-search-description = 用任何语言搜索全部引语、摘要和姓名
command-compare = 对比
command-compare-description = 对比两位发言人说过的话，可限定一个主题
command-identify = 查出处
command-identify-description = 这句话是谁说的？粘贴一句话即可，语言不限，改动过的也行
command-language = 语言
command-language-description = 机器人回答您时使用的语言，默认也用于公开的回答
command-settings = 设置
command-settings-description = 设置机器人在本服务器的行为
command-settings-language = 语言
command-settings-language-description = 设置本服务器或某个频道的公开回答语言
command-privacy = 隐私
command-privacy-description = 机器人保存了关于您的哪些信息；可导出、删除或停止记录
command-help = 帮助
command-help-description = 可以查询什么，附示例
command-stats = 统计
command-stats-description = 机器人在本服务器的使用情况：热门引语、发言人、主题和语言
menu-who-said-this = 这是谁说的？

option-speaker = 发言人
option-theme = 主题
option-language = 语言
option-private = 仅自己可见
option-name = 名称
option-text = 文字
option-first = 第一位
option-second = 第二位
option-public = 公开使用
option-channel = 频道

option-language-description = 用哪种语言回答
option-private-description = 回答仅自己可见
option-quote-speaker-description = 谁说的：姓名（任何文字，姓名先后不限）或机构
option-quote-theme-description = 关于什么
option-speaker-name-description = 姓名（任何文字，姓名先后不限）或机构
option-theme-name-description = 论坛的一个主题，或相关的词
option-forum-name-description = 哪一个论坛（有多个论坛时）
option-search-text-description = 任何语言的词语；完整短语请加引号
option-search-speaker-description = 只搜索此人说过的话
option-search-theme-description = 只搜索与此主题有关的话
option-search-language-description = 只搜索这种语言的文字，并用它回答
option-compare-first-description = 姓名（任何文字，姓名先后不限）或机构
option-compare-second-description = 另一位
option-compare-theme-description = 只对比他们关于此主题的话
option-identify-text-description = 要查的句子
option-language-language-description = 您的语言；选“自动”则跟随 Discord
option-language-public-description = 频道内所有人可见的回答也使用这种语言（默认为是）
option-settings-language-language-description = 要使用的语言；选“自动”则跟随 Discord
option-settings-language-channel-description = 仅限此频道；不填则为整个服务器

choice-auto = 自动
