# What readers see, in English. Every other catalogue translates this one, key by key.
#
# Markup (bold, headings, small print) is not written here: cards add it. Names, titles and counts come in
# as variables. A button's text has room for 80 characters, a menu's placeholder for 150.

## Languages, kinds, grades: one word for each value

language = { $language ->
    [en] English
    [zh-Hans] Simplified Chinese
    [zh-Hant] Traditional Chinese
   *[ja] Japanese
}
kind = { $kind ->
    [direct] Direct quotation
    [reported] Reported speech
   *[unattributed] Unattributed statement
}

## A quote

# $month: "October 2021"
as-of = as printed, as of { $month }
role-translated = { $title }, { $organisation }
# After a translated text in the same line.
unofficially = { $text } (unofficial translation)
unofficial = unofficial translation
# After a translated text, close to it.
unofficial-mark = { " " }(unofficial translation)
# A translation after what is printed, close to it.
beside = { " " }({ $text })
# After a text of which there is none in the reader’s language, close to it.
recorded-in = { " " }(recorded only in { language })
# A speaker and the organisation.
who = { $name }, { $organisation }
# Where translations stand in brackets after what is printed.
in-brackets = In brackets: unofficial translations
# Beside a speaker whose native-script name is less than found under that name.
name-caution = { $grade ->
    [derived] { $name }: converted character by character from a form that was found
   *[found-by-role] { $name }: matched to this speaker by role and forum
}
not-verbatim = { $kind ->
    [reported] In the article’s words, not a verbatim quotation
   *[unattributed] The article names nobody for these words
}
introduced = Attributed in the article with: “{ $phrase }”
attributed-by = { $way ->
    [surname] the article gives only the surname here
    [pronoun] the article says “he” or “she” here, of the person named before
   *[context] the article names the speaker earlier in the same paragraph
}
translated-into = { language } · unofficial translation from the printed { $printed ->
    [en] English
    [zh-Hans] Simplified Chinese
    [zh-Hant] Traditional Chinese
   *[ja] Japanese
}
not-translated = No translation into { language } is recorded
printed-in = { language } · printed in the source
# Before a note, close to it.
note = Note:{ " " }
theme-line = Theme: { $theme }
# A place in the stored text of the article. $characters: one or more of `stretch`.
place = { $forum } · line { $line }, characters { $characters } of the source text · { $article }
stretch = { $first }–{ $last }
forum-name = { $edition } { $name }
nobody-named = Nobody named
quote-gone = Quote no longer recorded
unknown-source = Source not recorded

## Buttons

another-quote = Another quote
more-from = More from { $speaker }
this-theme = This theme
in-context = In context
the-quote = Open the quote
the-forum = The forum
share = Share
own-language = In my language
other-languages = Read it in another language
open = Open
previous = Previous
next = Next
draw = Draw a quote
about-speaker = About the speaker
all-quotes = All quotes

# Under a list.
page = Page { $page } of { $pages }

## The passage around a quote

context-heading = In context: { $speaker }
context-bold = { $kind ->
    [direct] In bold: the quotation. The rest is the article around it, word for word.
    [reported] In bold: the reported words. The rest is the article around them, word for word.
   *[unattributed] In bold: the statement. The rest is the article around it, word for word.
}

## A speaker

speaker-in-forum = Speaker at the { $forum } · { $count ->
    [one] quoted once
    [2] quoted twice
   *[other] quoted { $count } times
}
names = Names
name-printed = as printed · family name { $family }
# How a form of a name is written, and how it is proven: $proof is one of `grade`, linked to its source.
name-proof = { $script ->
    [zh-Hans] Simplified Chinese
    [zh-Hant] Traditional Chinese
    [ja] Japanese
    [kana] kana
   *[latin] Latin letters
} · { $proof }
grade = { $grade ->
    [found] found
    [found-by-role] matched by role and forum
   *[derived] converted from a form found
}
organisation = Organisation
printed = as printed
facts = Facts from other sources
# After a fact, close to it.
fact-source = { " " }({ $source }, { $month })
said = { $count ->
    [0] Nothing is quoted
    [one] What was said · 1 quote
   *[other] What was said · { $count } quotes
}

## A theme

theme-in-forum = Theme of the { $forum } · { theme-counts }
theme-counts = { $quotes ->
    [one] 1 quote
   *[other] { $quotes } quotes
} by { $speakers ->
    [one] 1 speaker
   *[other] { $speakers } speakers
}
summary = Summary
# Under the summary and the list of its numbered references.
summary-origin = Written for this bot from the numbered quotes; not printed in the article.
summary-in = This summary is recorded only in { language }
# The placeholder of a menu.
open-cited = Open a numbered quote
who-spoke = Who spoke

## Lists of quotes

quotes = { $count ->
    [0] no quotes
    [one] 1 quote
   *[other] { $count } quotes
}

## The forum

dates = Dates
forum-names = Names
# $printed: the date as the article has it; $source: a link to where the year comes from.
date-source = Printed: “{ $printed }” · the year is from { $source }
places = Places
format = Format
hosts = Hosts
topics = Topics
session = Session
forum-counts = { $speakers ->
    [one] 1 speaker
   *[other] { $speakers } speakers
} · { $direct ->
    [one] 1 direct quotation
   *[other] { $direct } direct quotations
} · { $reported } in reported speech · { $unattributed ->
    [one] 1 statement that the article gives to nobody
   *[other] { $unattributed } statements that the article gives to nobody
}
themes = Themes
forum-next = On the next pages: names in other scripts, and every source
notes = Notes
sources = Sources
source-text = Text of the article: { $characters } characters, SHA-256 { $sha256 }

## Asking back

picker-heading = Which one do you mean by “{ $text }”?
picker-heading-plain = Which one do you mean?
picker-more = { $count ->
    [one] One more matches
   *[other] { $count } more match
}: a few more letters narrow it down.
picker-placeholder = Choose one
nothing-found = Nothing was found for “{ $text }”
nothing-found-plain = Nothing was found
nothing-under = Nothing by { $speaker } is recorded under this theme: { $text }
nearest = { $count ->
    [0] Start typing a name and choose from the list that Discord shows.
    [one] This comes nearest:
   *[other] These come nearest:
}

## When something is wrong

apology-heading = Sorry, something went wrong
apology = This is a fault of the bot, not of what you asked. It has been logged; trying again may help.
apology-reference = Reference: { $reference }
gone-heading = This is no longer here
gone = The record behind this button has been changed or removed. Ask anew with /quote, /speaker, /theme or /forum.
unsaid-heading = Nothing to quote here
unsaid-speaker = No quote of { $speaker } is recorded.
unsaid-theme = No quote under “{ $theme }” is recorded.
unsaid-both = No quote of { $speaker } under “{ $theme }” is recorded.
unsaid = No quotes are recorded yet.
unsaid-else = With /quote alone you draw from what everybody said.
limited-heading = One moment, please
# $when: "in 12 seconds", which Discord shows and counts down.
limited = You asked very much in a short time. You can go on { $when }.
limited-server = This server asks very much just now. You can go on { $when }.

## Help

help-heading = What you can ask
help-introduction = What a forum’s speakers said, each sentence with its source. Names may be typed in English, Chinese or Japanese, in either order; small typos do no harm.
help-for-example = For example { $example }
# Empty where a command needs no example.
help-example = { $command ->
    [quote] /quote speaker:Shimada theme:AI
    [speaker] /speaker name:島田太郎
    [theme] /theme name:carbon
    [search] /search text:carbon emissions
    [compare] /compare first:Yamaoka second:Liu Song
   *[other] { "" }
}
help-menu = “Who said this?” in a message’s menu, under Apps, does the same as /identify.
help-names = Roles are those printed in the article, at the time of the forum. Translations are unofficial.
help-sources = Under each quote, “In context” shows the passage of the article that it comes from.

## Use of the bot

stats-heading = How this bot is used here
stats-nothing = Nothing has been asked yet.
stats-total = { $count ->
    [one] 1 answer
   *[other] { $count } answers
} for { $users ->
    [one] 1 person
   *[other] { $users } people
}
stats-since = since { $day }
stats-median = median answer in { $ms } ms
# Read aloud to those who do not see the picture.
stats-picture = Bar chart of answers per day over the last thirty days: { $count ->
    [one] 1 answer
   *[other] { $count } answers
} in all.
stats-commands = Asked by
stats-languages = Languages
stats-outcomes = Outcomes
stats-quotes = Top quotes
stats-speakers = Top speakers
stats-themes = Top themes
stats-unanswered = Looked for in vain
# How somebody asked: a slash command by its $name, or the button that was pressed.
stats-command = { $command ->
    [another] Another quote
    [quotes] All quotes
    [context] In context
    [press] unknown button
   *[other] /{ $name }
}
outcome = { $outcome ->
    [ok] answered
    [no-match] no match
    [refused] refused
   *[error] error
}
times = { $count ->
    [one] once
    [2] twice
   *[other] { $count } times
}

## Choosing a language

language-saved-heading = Your language: { $language }
# public: the name of an option of /language.
language-saved-public = Answers to you are in this language, also those that everybody in the channel sees. To keep it to answers that only you see, choose it again with the option public set to False.
language-saved-private = Answers that only you see are in this language. What everybody sees follows the channel.
language-forgotten-heading = Your language: as Discord says
language-forgotten = Private answers follow the language of your Discord; public ones follow the channel.
place-language-heading = Language here: { $language }
place-language-channel = Public answers in { $channel } are in this language, unless somebody asks for another.
place-language-server = Public answers in this server are in this language, unless a channel has its own or somebody asks for another.
place-language-forgotten-heading = Language here: automatic
place-language-forgotten-channel = Public answers in { $channel } are in the language set for the server, if there is one. Else they follow whoever asks, where they saved a language, then the server’s language in Discord.
place-language-forgotten = Public answers follow whoever asks, where they saved a language, then the server’s language in Discord. A channel may have its own.
refused-heading = Not allowed
refused-manage-server = This needs the permission Manage Server.

## Privacy

privacy-heading = What this bot keeps about you
privacy-answers = Of every answer: the time, the command and what you typed into it, the server and channel, the language, what was shown, and how long it took.
privacy-code = Of you: a code made from your Discord id with a secret key. Not your name, not your id, no messages.
privacy-language = The language you chose with /language, if you chose one.
privacy-drawn = In direct messages with you alone: which quotes were drawn for you, so that none comes again too soon.
privacy-servers = Who manages a server sees how often the bot is used there, and what was looked for in vain: never by whom.
privacy-days = { $days ->
    [one] After one day it is deleted.
   *[other] After { $days } days it is deleted.
}
privacy-for-ever = It is kept until you delete it.
privacy-logged = Your use is logged.
privacy-not-logged = Your use is not logged.
privacy-do = { $wish ->
    [export] Export my data
    [delete] Delete my data
    [delete-now] Delete for good
    [stop] Stop logging me
   *[start] Log me again
}
privacy-export-heading = Your data
privacy-export-text = Everything that is kept about you, as a JSON file.
privacy-confirm-heading = Delete everything about you?
privacy-confirm-text = What was logged of you, in all servers, and the language you chose are deleted. This cannot be undone.
privacy-deleted-heading = Deleted
privacy-deleted-text = { $count ->
    [0] Nothing was kept about you.
    [one] One entry about you is gone.
   *[other] { $count } entries about you are gone.
}
privacy-stopped-heading = You are no longer logged
privacy-stopped-text = What you ask from now on leaves no trace in the log. What was logged before stays until it is deleted.
privacy-started-heading = You are logged again
privacy-started-text = What you ask from now on is logged as /privacy says.

## Search

search-heading = { $count ->
    [one] { $count } result for “{ $text }”
   *[other] { $count } results for “{ $text }”
}
search-heading-more = More than { $count } results for “{ $text }”
search-loose = Nothing holds all of these words; these hold some of them.
found = { $found ->
    [summary] Summary of a theme
    [theme] Theme
   *[speaker] Speaker
}

## Whose words are these?

identify-exact = Recorded word for word:
identify-altered = Recorded, but in other words:
identify-legend = Bold: what is recorded. Struck out: what is not.
identify-translation = This is the wording of an unofficial translation; what is printed is in { language }.
identify-nobody-heading = Nobody on record said this
identify-nobody = No quote in the records is like this text, in any of their languages.
identify-short-heading = Too short to tell
identify-short = Paste a whole sentence, or at least a few words in a row.

## Comparing

compare-heading = { $first } and { $second }
compare-nothing = Nothing is recorded here.
compare-more = and { $count } more
compare-same-heading = Twice the same person
compare-same = Name two different people to see what they said side by side.
