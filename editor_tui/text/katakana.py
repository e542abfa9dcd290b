"""Words in katakana: サムスン, ジェンスン・ファン. A text that says what another one says brings no new ones.

Katakana writes names and everyday loanwords alike. A word that any editor may use of any subject proves nothing, so
the everyday ones are left out; that list came from what Japanese posts of two kinds (news, software) use most.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[ァ-ヴー]{2,}(?:[・＝=][ァ-ヴー]{2,})*")
_JOINTS: Final = re.compile(r"[ー・＝=]")
# One sound in several spellings: ヴァイオリン and バイオリン, チーム and ティーム.
_SPELLINGS: Final = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("ティ", "チ"), ("ディ", "ジ"),
    ("フィ", "フイ"), ("シェ", "セ"), ("ウィ", "ウイ"), ("ウェ", "ウエ"), ("ヂ", "ジ"), ("ヅ", "ズ"),
)  # fmt: skip
# Without their long vowel marks, shorter words are inside of others by chance.
_SHORTEST: Final = 3
_EVERYDAY_WORDS: Final = (
    "モデル データ リスク ビジネス ツール サービス コスト システム ニュース プロセス "
    "エコシステム スタートアップ インフラ ソリューション セキュリティ アプローチ プロジェクト "
    "イノベーション プライバシー スキル スピード プラットフォーム レベル ガバナンス エージェント "
    "サポート タスク パートナー アプリケーション チャンス リアルタイム ソフトウェア チップ "
    "バイアス マルチモーダル ユーザー ポイント ガイドライン アクセス クラウド トレンド "
    "ハードウェア アーキテクチャ リソース コード オープンソース ニーズ コンテンツ フレームワーク "
    "エンジニア インパクト グローバル テーマ ニッチ アルゴリズム サプライチェーン コミュニティ "
    "ビジョン セット キャリア バランス シリーズ センター パーソナライズ プロンプト "
    "エンジニアリング リターン テキスト リテラシー チーム パターン リード デジタル アイデア "
    "デザイン ノウハウ シームレス プレイヤー インターネット エネルギー フェーズ ベンダー ルール "
    "ハードル ヒント シフト ケース カスタマイズ ガイド フィードバック サイト メリット デメリット "
    "コミュニケーション レポート オープン ステップ プログラム アシスタント エッジ パフォーマンス "
    "リンク リーダーシップ テクノロジー パートナーシップ ページ トレーニング スムーズ サイクル "
    "コンプライアンス アップデート ブーム クリエイティブ ボトルネック チャットボット マーケティング "
    "シミュレーション メーカー デバイス ベース ポテンシャル ワークフロー イメージ ドキュメント "
    "ブランド メッセージ サーバー サーバ ネットワーク シェア ロードマップ アプリ ライン ドメイン "
    "メカニズム チェック コンサルティング エンジン アドバイス ロボット ベンチマーク ワークロード "
    "インターフェース テスト ターゲット ハイブリッド ギャップ スマートフォン スタイル シナリオ "
    "センサー ライセンス クリア プログラミング ライフサイクル メール プロダクト テクニック メモリ "
    "サプライヤー データベース マインド ライブラリ クラス スケール レビュー タイミング キーワード "
    "リアル カバー エラー アクション メンテナンス ゲーム コントロール アナリスト プロバイダー "
    "リリース クリエイター プロフェッショナル スコア スマート カメラ ヘルスケア リーダー "
    "コンセプト スケジュール ポリシー ロジック ポジション ルート デザイナー サイン クライアント "
    "トラブル グループ フロー ループ バージョン ローカル ノイズ ベンチャー アピール ファイル "
    "コメント オブジェクト コマンド オプション プロパティ パッケージ メソッド コンポーネント "
    "ディレクトリ リスト インストール リファレンス パラメーター パラメータ スクリプト ブラウザー "
    "ブラウザ ソース モジュール ボタン シンプル セクション イベント クエリ ヘッダー ブロック "
    "テーブル ダウンロード テンプレート デフォルト クリック リクエスト コピー サンプル "
    "コンテキスト リポジトリ フォーム レイアウト メンバー ビュー チュートリアル フィルター サイズ "
    "メニュー ウィンドウ ハブ タブ オーダー シーン スタッフ ライフ スタート ゴール チャレンジ "
    "マネジメント マネージャー ストーリー トップ スペース オフィス ビル ホテル レストラン "
    "メディア カード グラフ ランキング マーケット ファン コンピューター コンピュータ パソコン "
    "インタビュー セミナー カテゴリー カテゴリ タイトル タイプ モード コツ プロ ミス プラン"
)
_EVERYDAY: Final = tuple(sorted({*_EVERYDAY_WORDS.split()}, key=len, reverse=True))


def missing_katakana(candidate: str, source: str) -> tuple[str, ...]:
    """The katakana words of `candidate` that do not stand in `source` and are not everyday ones, each once.

    Long vowel marks, ・ and spellings of one sound make no difference. A compound of everyday words is one itself.
    """
    stands = _key(source)
    words = dict.fromkeys(_WORD.findall(unicodedata.normalize("NFKC", candidate)))
    return tuple(word for word in words if len(_key(word)) >= _SHORTEST and not _is_known(word, stands))


def _is_known(word: str, stands: str) -> bool:
    if _key(word) in stands:
        return True
    rest = word
    for everyday in _EVERYDAY:
        rest = rest.replace(everyday, "・")
    parts = [part for part in rest.split("・") if len(_key(part)) >= _SHORTEST]
    return all(_key(part) in stands for part in parts)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    for spelling, plain in _SPELLINGS:
        folded = folded.replace(spelling, plain)
    return _JOINTS.sub("", folded)
