# What Traditional Chinese says otherwise than what is derived from zh-Hans.ftl: whole texts, by key.
#
# A word that is always converted wrongly, in records too, belongs into traditional.txt beside this folder.

picker-more = 還有{ $count ->
   *[other] { $count }項符合
}，多輸入幾個字即可縮小範圍。
outcome = { $outcome ->
    [ok] 已回答
    [no-match] 無相符結果
    [refused] 已拒絕
   *[error] 發生錯誤
}
place-language-forgotten = 公開的回答使用提問者所選的語言；沒有選過的，使用伺服器的語言。
command-help = 說明
command-compare = 比較
command-compare-description = 比較兩位發言人說過的話，可限定一個主題
