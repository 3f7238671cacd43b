# What Traditional Chinese says otherwise than what is derived from zh-Hans.ftl: whole texts, by key.
#
# A word that is always converted wrongly, in records too, belongs into traditional.txt beside this folder.
#
# 英文, 日文 languages; 則 counts quotes, 筆 counts hits and entries; 指令 command, as Discord has it.

language = { $language ->
    [en] 英文
    [zh-Hans] 簡體中文
    [zh-Hant] 繁體中文
   *[ja] 日文
}
translated-into = { language } · 非官方翻譯，譯自文章的{ $printed ->
    [en] 英文原文
    [zh-Hans] 簡體中文原文
    [zh-Hant] 繁體中文原文
   *[ja] 日文原文
}
another-quote = 換一則
draw = 隨機一則
speaker-in-forum = { $forum } 發言人 · { $count ->
   *[other] 引語{ $count }則
}
name-proof = { $script ->
    [zh-Hans] 簡體中文
    [zh-Hant] 繁體中文
    [ja] 日文
    [kana] 假名
   *[latin] 拉丁字母
} · { $proof }
said = { $count ->
    [0] 沒有引語
   *[other] 引語 · { $count }則
}
theme-counts = { $quotes ->
   *[other] { $quotes }則引語
} · { $speakers ->
   *[other] { $speakers }位發言人
}
quotes = { $count ->
    [0] 沒有引語
   *[other] { $count }則引語
}
forum-counts = { $speakers ->
   *[other] { $speakers }位發言人
} · { $direct ->
   *[other] 直接引語{ $direct }則
} · 轉述{ $reported }則 · { $unattributed ->
   *[other] 未註明出自何人的話{ $unattributed }則
}
picker-more = 還有{ $count ->
   *[other] { $count }項符合
}，多輸入幾個字即可縮小範圍。
help-sources = 每則引語下方的「{ in-context }」會顯示引語在文章中的前後文。
outcome = { $outcome ->
    [ok] 已回答
    [no-match] 無相符結果
    [refused] 已拒絕
   *[error] 發生錯誤
}
place-language-forgotten-channel = { $channel } 裡的公開回答使用伺服器設定的語言；沒有設定的，使用提問者所選的語言；也沒有選過的，使用伺服器的 Discord 語言。
place-language-forgotten = 公開的回答使用提問者所選的語言；沒有選過的，使用伺服器的 Discord 語言。頻道另有設定的除外。
privacy-answers = 每次回答：時間、使用的指令及輸入的內容、伺服器和頻道、語言、顯示的內容以及所花時間。
privacy-code = 關於您本人：用金鑰從您的 Discord ID 產生的代號。不儲存您的名稱、ID 和任何訊息。
privacy-drawn = 在與您的私人訊息中已顯示過的引語，以免很快重複。
privacy-confirm-text = 您在所有伺服器的使用記錄以及您選擇的語言都會被刪除，且無法復原。
privacy-deleted-text = { $count ->
    [0] 沒有儲存任何關於您的資訊。
   *[other] 已刪除{ $count }筆關於您的記錄。
}
search-heading = { $count ->
   *[other] 「{ $text }」的搜尋結果：{ $count }筆
}
search-heading-more = 「{ $text }」的搜尋結果：超過{ $count }筆
compare-more = 另有{ $count }則
compare-same = 請填寫兩個不同的人，比較他們說過的話。
command-help = 說明
command-compare = 比較
command-compare-description = 比較兩位發言人說過的話，可限定一個主題
option-compare-theme-description = 只比較他們關於此主題的話
