# What readers see, in Japanese: every key of en.ftl, and at the end the texts of the commands, whose
# English stands with them in bot/cogs.
#
# 発言 quote · 発言者 speaker · テーマ theme · フォーラム forum · 記事 article · 記録 records; Discord's own
# words: サーバー server, チャンネル channel, サーバー管理 Manage Server.

## Languages, kinds, grades: one word for each value

language = { $language ->
    [en] 英語
    [zh-Hans] 簡体字中国語
    [zh-Hant] 繁体字中国語
   *[ja] 日本語
}
kind = { $kind ->
    [direct] 直接引用
    [reported] 間接引用
   *[unattributed] 発言者不明
}

## A quote

as-of = 肩書は記事のまま、{ $month }時点
role-translated = { $organisation } { $title }
unofficially = { $text }（非公式訳）
unofficial = 非公式訳
unofficial-mark = （非公式訳）
beside = （{ $text }）
recorded-in = （{ language }のみ）
who = { $name }、{ $organisation }
in-brackets = かっこ内は非公式訳です
name-caution = { $grade ->
    [derived] { $name }：確認できた表記から一字ずつ変換したものです
   *[found-by-role] { $name }：肩書とフォーラムから本人と照合したものです
}
not-verbatim = { $kind ->
    [reported] 記事による言い換えで、発言そのままではありません
   *[unattributed] 記事はこの言葉の発言者を示していません
}
introduced = 記事での引用のしかた：“{ $phrase }”
attributed-by = { $way ->
    [surname] 記事はここで姓だけを記しています
    [pronoun] 記事はここで、前に出た人物を「彼」または「彼女」と記しています
   *[context] 発言者の名前は同じ段落の前のほうに記されています
}
translated-into = { language } · 非公式訳（{ $printed ->
    [en] 英語
    [zh-Hans] 簡体字中国語
    [zh-Hant] 繁体字中国語
   *[ja] 日本語
}の記事から）
not-translated = { language }訳はまだありません
printed-in = { language } · 記事の原文
note = 注：
theme-line = テーマ：{ $theme }
place = { $forum } · 原文の{ $line }行目、{ $characters }文字目 · { $article }
stretch = { $first }–{ $last }
forum-name = { $edition } { $name }
nobody-named = 発言者の記載なし
quote-gone = 記録から外れた発言
unknown-source = 出典の記録なし

## Buttons

another-quote = 別の発言
more-from = { $speaker } のほかの発言
this-theme = このテーマ
in-context = 前後の文脈
the-quote = 発言を見る
the-forum = フォーラム
share = チャンネルに共有
own-language = 自分の言語で見る
other-languages = ほかの言語で読む
open = 開く
previous = 前へ
next = 次へ
draw = ランダムに1件
about-speaker = 発言者について
all-quotes = すべての発言

page = { $page } / { $pages } ページ

## The passage around a quote

context-heading = 前後の文脈：{ $speaker }
context-bold = { $kind ->
    [direct] 太字が引用部分です。ほかは前後の記事の文章で、一字一句そのままです。
    [reported] 太字が間接引用の部分です。ほかは前後の記事の文章で、一字一句そのままです。
   *[unattributed] 太字が発言者不明の言葉です。ほかは前後の記事の文章で、一字一句そのままです。
}

## A speaker

speaker-in-forum = { $forum }の発言者 · { $count ->
   *[other] 発言{ $count }件
}
names = 名前
name-printed = 記事の表記 · 姓は { $family }
name-proof = { $script ->
    [zh-Hans] 簡体字中国語
    [zh-Hant] 繁体字中国語
    [ja] 日本語
    [kana] かな
   *[latin] ラテン文字
} · { $proof }
grade = { $grade ->
    [found] 出典で確認
    [found-by-role] 肩書とフォーラムから照合
   *[derived] 確認できた表記から変換
}
organisation = 所属
printed = 記事の表記
facts = ほかの出典による情報
fact-source = （{ $source }、{ $month }）
said = { $count ->
    [0] 発言の記録はありません
   *[other] 発言 · { $count }件
}

## A theme

theme-in-forum = { $forum }のテーマ · { theme-counts }
theme-counts = { $quotes ->
   *[other] 発言{ $quotes }件
} · { $speakers ->
   *[other] 発言者{ $speakers }人
}
summary = 要約
summary-origin = 要約は番号の発言をもとにこのボットのために書かれたもので、記事の文章ではありません。
summary-in = この要約は{ language }版のみです
open-cited = 番号の発言を開く
who-spoke = 発言者

## Lists of quotes

quotes = { $count ->
    [0] 発言なし
   *[other] 発言{ $count }件
}

## The forum

dates = 日程
forum-names = 名称
date-source = 記事の表記：“{ $printed }” · 年の根拠：{ $source }
places = 開催地
format = 形式
hosts = 主催
topics = 議題
session = 分科会
forum-counts = { $speakers ->
   *[other] 発言者{ $speakers }人
} · { $direct ->
   *[other] 直接引用{ $direct }件
} · 間接引用{ $reported }件 · { $unattributed ->
   *[other] 発言者不明の言葉{ $unattributed }件
}
themes = テーマ
forum-next = 次のページから：ほかの文字での名称と、すべての出典
notes = 補足
sources = 出典
source-text = 記事の本文：{ $characters }文字、SHA-256 { $sha256 }

## Asking back

picker-heading = 「{ $text }」に当てはまるのはどれですか？
picker-heading-plain = どれのことですか？
picker-more = { $count ->
   *[other] ほかに{ $count }件
}あります。もう少し入力すると絞り込めます。
picker-placeholder = 選択してください
nothing-found = 「{ $text }」は見つかりませんでした
nothing-found-plain = 見つかりませんでした
nothing-under = 「{ $text }」には { $speaker } の発言がありません
nearest = { $count ->
    [0] 名前の一部を入力し、Discordに表示される候補から選んでください。
   *[other] 近いもの：
}

## When something is wrong

apology-heading = 問題が発生しました
apology = 申し訳ありません。ボット側の不具合で、操作の誤りではありません。記録しましたので、しばらくしてからもう一度お試しください。
apology-reference = 照会番号：{ $reference }
gone-heading = もうありません
gone = このボタンの先の記録は、変更または削除されました。/{ command-quote }、/{ command-speaker }、/{ command-theme }、/{ command-forum } のいずれかでもう一度お試しください。
unsaid-heading = 引用できる発言がありません
unsaid-speaker = { $speaker } の発言は記録されていません。
unsaid-theme = 「{ $theme }」についての発言は記録されていません。
unsaid-both = 「{ $theme }」についての { $speaker } の発言は記録されていません。
unsaid = 発言はまだ記録されていません。
unsaid-else = /{ command-quote } とだけ入力すると、全員の発言からランダムに選びます。
limited-heading = 少しお待ちください
limited = 短い時間に多くの操作がありました。{ $when }に続けられます。
limited-server = このサーバーからの操作が集中しています。{ $when }に続けられます。

## Help

help-heading = 調べられること
help-introduction = フォーラムの発言者の言葉を、一文ごとに出典を付けて紹介します。名前は日本語でも中国語でも英語でも入力でき、姓名の順は問いません。少しの打ち間違いなら見つかります。
help-for-example = 例：{ $example }
help-example = { $command ->
    [quote] /{ command-quote } { option-speaker }:島田 { option-theme }:AI
    [speaker] /{ command-speaker } { option-name }:しまだ
    [theme] /{ command-theme } { option-name }:炭素
    [search] /{ command-search } { option-text }:炭素排出
    [compare] /{ command-compare } { option-first }:山岡 { option-second }:劉松
   *[other] { "" }
}
help-menu = メッセージのメニューの「アプリ」にある「{ menu-who-said-this }」でも、/{ command-identify } と同じことができます。
help-names = 肩書は記事の表記どおりで、フォーラム当時のものです。訳はすべて非公式です。
help-sources = 各発言の下の「{ in-context }」で、記事のどこで語られたかを確かめられます。

## Use of the bot

stats-heading = このサーバーでの利用状況
stats-nothing = まだ利用されていません。
stats-total = { $users ->
   *[other] { $users }人
}に{ $count ->
   *[other] { $count }回
}回答しました
stats-since = { $day }から
stats-median = 回答時間の中央値 { $ms }ミリ秒
stats-picture = 過去30日間の1日ごとの回答数の棒グラフ：合計{ $count ->
   *[other] { $count }回
}。
stats-commands = 使われた操作
stats-languages = 言語
stats-outcomes = 結果
stats-quotes = 人気の発言
stats-speakers = 人気の発言者
stats-themes = 人気のテーマ
stats-unanswered = 見つからなかった入力
stats-command = { $command ->
    [another] { another-quote }
    [quotes] { all-quotes }
    [context] { in-context }
    [press] 不明なボタン
   *[other] /{ $name }
}
outcome = { $outcome ->
    [ok] 回答
    [no-match] 該当なし
    [refused] 拒否
   *[error] エラー
}
times = { $count ->
   *[other] { $count }回
}

## Choosing a language

language-saved-heading = あなたの言語：{ $language }
language-saved-public = あなたへの回答は、チャンネルの全員に表示されるものも含めて、この言語になります。あなただけに表示される回答に限るには、「{ option-public }」を「いいえ」にして選び直してください。
language-saved-private = あなただけに表示される回答がこの言語になります。全員に表示される回答はチャンネルの言語に従います。
language-forgotten-heading = あなたの言語：Discordの設定に従う
language-forgotten = あなただけに表示される回答はDiscordの言語に、全員に表示される回答はチャンネルの言語に従います。
place-language-heading = ここでの言語：{ $language }
place-language-channel = { $channel } での全員への回答は、コマンドで別の言語を指定しないかぎり、この言語になります。
place-language-server = このサーバーでの全員への回答は、チャンネルの設定やコマンドでの指定がないかぎり、この言語になります。
place-language-forgotten-heading = ここでの言語：自動
place-language-forgotten-channel = { $channel } での全員への回答は、サーバーに設定された言語になります。設定がなければ、質問した人が保存した言語、それもなければDiscordでのサーバーの言語になります。
place-language-forgotten = 全員への回答は、質問した人が保存した言語、なければDiscordでのサーバーの言語になります。チャンネルに設定があれば、それが優先されます。
refused-heading = 権限がありません
refused-manage-server = この操作には「サーバー管理」の権限が必要です。

## Privacy

privacy-heading = このボットが保存しているあなたの情報
privacy-answers = 回答ごとに：日時、コマンドと入力した内容、サーバーとチャンネル、言語、表示した内容、かかった時間。
privacy-code = あなたについて：DiscordのIDから秘密鍵で作った符号。名前、ID、メッセージは保存しません。
privacy-language = /{ command-language } で選んだ言語（選んだ場合）。
privacy-drawn = あなたとのダイレクトメッセージで表示した発言（すぐに繰り返さないため）。
privacy-servers = サーバーの管理者が見られるのは、そのサーバーでの利用回数と、見つからなかった検索の内容です。誰が検索したかはわかりません。
privacy-days = { $days ->
   *[other] { $days }日後に自動で削除されます。
}
privacy-for-ever = 削除するまで保存されます。
privacy-logged = あなたの利用は記録されています。
privacy-not-logged = あなたの利用は記録されていません。
privacy-do = { $wish ->
    [export] データを書き出す
    [delete] データを削除
    [delete-now] 完全に削除
    [stop] 記録を停止
   *[start] 記録を再開
}
privacy-export-heading = あなたのデータ
privacy-export-text = 保存されているあなたの情報のすべてです（JSONファイル）。
privacy-confirm-heading = あなたの情報をすべて削除しますか？
privacy-confirm-text = すべてのサーバーでの利用記録と、選んだ言語が削除されます。元に戻すことはできません。
privacy-deleted-heading = 削除しました
privacy-deleted-text = { $count ->
    [0] 保存されている情報はありませんでした。
   *[other] あなたについての記録{ $count }件を削除しました。
}
privacy-stopped-heading = 記録を停止しました
privacy-stopped-text = これからの利用は記録されません。これまでの記録は、削除するまで残ります。
privacy-started-heading = 記録を再開しました
privacy-started-text = これからの利用は、/{ command-privacy } に書かれているとおりに記録されます。

## Search

search-heading = { $count ->
   *[other] 「{ $text }」の検索結果：{ $count }件
}
search-heading-more = 「{ $text }」の検索結果：{ $count }件を超えています
search-loose = すべての語を含むものはありません。一部の語を含むものを表示しています。
found = { $found ->
    [summary] テーマの要約
    [theme] テーマ
   *[speaker] 発言者
}

## Whose words are these?

identify-exact = 一字一句同じ記録があります：
identify-altered = 言い回しの異なる記録があります：
identify-legend = 太字は記録にある表現、取り消し線は記録にない表現です。
identify-translation = これは非公式訳の表現です。記事の原文は{ language }です。
identify-nobody-heading = この発言は記録にありません
identify-nobody = どの言語の記録にも、この文章に近い発言はありません。
identify-short-heading = 短すぎて判断できません
identify-short = 一文をまるごと、または続いた数語以上を貼り付けてください。

## Comparing

compare-heading = { $first } と { $second }
compare-nothing = 記録はありません。
compare-more = ほか{ $count }件
compare-same-heading = 同じ人が2回指定されています
compare-same = 発言を比べるには、別々の2人を指定してください。

## Commands: their names, options and choices

command-quote = 発言
command-quote-description = フォーラムの発言者の言葉を1件、出典付きで表示します
command-speaker = 発言者
command-speaker-description = 発言者の名前、当時の肩書、出典、発言を表示します
command-theme = テーマ
command-theme-description = テーマについて語られたことを、根拠となる発言付きで表示します
command-forum = フォーラム
command-forum-description = フォーラムの回、日程、開催地、主催、テーマ、出典を表示します
command-search = 検索
command-search-description = すべての発言、要約、名前から、どの言語の語でも検索します
command-compare = 比較
command-compare-description = 2人の発言を、全体または1つのテーマで比べます
command-identify = 出典検索
command-identify-description = 誰の言葉か調べます。一文を貼り付けてください。言語は問わず、多少違っていてもかまいません
command-language = 言語
command-language-description = ボットがあなたに回答するときの言語（指定がなければ全員への回答にも使います）
command-settings = 設定
command-settings-description = このサーバーでのボットの動作を設定します
command-settings-language = 言語
command-settings-language-description = 全員への回答の言語を、サーバーまたはチャンネルごとに設定します
command-privacy = プライバシー
command-privacy-description = 保存されているあなたの情報。書き出し、削除、記録の停止ができます
command-help = ヘルプ
command-help-description = 調べられることと、その例を表示します
command-stats = 統計
command-stats-description = このサーバーでの利用状況：人気の発言、発言者、テーマ、言語
menu-who-said-this = 誰の言葉？

option-speaker = 発言者
option-theme = テーマ
option-language = 言語
option-private = 自分だけに表示
option-name = 名前
option-text = テキスト
option-first = 1人目
option-second = 2人目
option-public = 全員への回答にも使う
option-channel = チャンネル

option-language-description = 回答の言語
option-private-description = 回答を自分だけに表示します
option-quote-speaker-description = 発言した人の名前（文字や姓名の順は問いません）または所属
option-quote-theme-description = 何についての発言か
option-speaker-name-description = 名前（文字や姓名の順は問いません）または所属
option-theme-name-description = フォーラムのテーマ、またはそれを表す語
option-forum-name-description = どのフォーラムか（複数ある場合）
option-search-text-description = どの言語の語でも。語句をそのまま探すには引用符で囲みます
option-search-speaker-description = この人の発言だけを検索します
option-search-theme-description = このテーマの発言だけを検索します
option-search-language-description = この言語の文章だけを検索し、この言語で回答します
option-compare-first-description = 名前（文字や姓名の順は問いません）または所属
option-compare-second-description = もう1人
option-compare-theme-description = このテーマの発言だけを比べます
option-identify-text-description = 調べたい文
option-language-language-description = あなたの言語。「自動」ならDiscordの設定に従います
option-language-public-description = チャンネルの全員に表示される回答にも使うか（指定しなければ使います）
option-settings-language-language-description = 使う言語。「自動」ならDiscordの設定に従います
option-settings-language-channel-description = このチャンネルのみ。指定しなければサーバー全体

choice-auto = 自動
