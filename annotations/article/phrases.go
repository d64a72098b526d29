package article

import "strings"

// phrases grades what whole lines say, reduced by [key]. The lists hold what
// news sites were seen to leave behind when a page is copied as text. A phrase
// belongs here only if no article would have it as a line of its own.
var phrases = table(map[grade]string{
	// Found between paragraphs too: folded alone wherever it stands.
	advert: `
advertisement|advertisement - story continues below|story continues below advertisement|story continues below
article continues below|article continues after advertisement|continue reading below|sponsored content
this audio is created with ai assistance|listen to this article|listen to article|this article is read by an automated voice
min read|mins read|minute read|minutes read|min|reading time|read aloud
реклама|на правах рекламы|продолжение после рекламы|слушать статью|мин чтения|час читання|хв читання
anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklam|жарнама|إعلان|פרסומת`,

	// Found around an article.
	ending: `
skip to content|skip to main content|skip to navigation|skip to comments|jump to content|back to top|to top|go to top
edit post|edit page|edit|pre-order now|order now|buy now|shop now|learn more|donate now|support us|become a member|join us
subscribe|subscribe now|sign up|sign up now|sign me up|sign in|log in|log out|register|create account|my account|newsletter|newsletters
share|share this|share this article|share this story|share article|share on facebook|share on twitter|share on x|share on telegram
share via email|copy link|link copied|print|print this article|save article|save for later|gift this article|tweet|email this article
news feed|newsfeed|latest news|latest|more news|top news|top stories|most read|most popular|trending|trending now|live feed
read next|read more|read also|see also|related|related articles|related stories|related news|related topics|related content
more on this story|more from this author|more from author|more stories|you may also like|you might also like|recommended
recommended for you|recommended stories|editors' picks|editor's picks|editors' choice|editor's choice|up next|don't miss|in case you missed it
comments|comment|leave a comment|leave a reply|post a comment|add a comment|view comments|show comments|load more comments|no comments
load more|show more|view all|see all|previous article|next article|previous post|next post|previous|next
about us|contact|contact us|cookies|cookie policy|cookie settings|privacy|privacy policy|terms|terms of use|terms of service
terms and conditions|all rights reserved|imprint|advertise with us|sitemap|follow us|follow us on social media|accept all|reject all
accept cookies|manage cookies|close|menu|toggle menu|open menu|toggle navigation|search|home|indicates required|required
required field|please enter a valid email address|please, enter correct email address|enter your email|enter your email to subscribe
your email address|your email|email address|successfully subscribed|successfuly subscribed|you have successfully subscribed
thank you for subscribing|thanks for subscribing|thanks for signing up|thank you for signing up|facebook|twitter|telegram|whatsapp
instagram|linkedin|reddit|viber|youtube|rss
подписаться|подпишитесь|поделиться|читайте также|читать далее|читать также|читать ещё|комментарии|оставить комментарий
новости партнеров|новости партнёров|лента новостей|последние новости|самое читаемое|главное|ещё новости|наверх|по теме|похожие новости
войти|регистрация|поиск|меню|главная|перейти к содержанию|политика конфиденциальности|все права защищены|пожаловаться
підписатися|поділитися|читайте також|коментарі|стрічка новин|останні новини|увійти|пошук|схожі новини|новини партнерів
teilen|abonnieren|jetzt abonnieren|newsletter abonnieren|mehr zum thema|das könnte sie auch interessieren|zum inhalt springen
kommentare|anmelden|impressum|datenschutz|startseite|nach oben|meistgelesen
partager|s'abonner|lire aussi|à lire aussi|commentaires|aller au contenu|se connecter|mentions légales|les plus lus
compartir|suscríbete|suscribirse|lea también|lee también|te puede interesar|comentarios|iniciar sesión|ir al contenido|más leídas
compartilhar|partilhar|assine|leia também|comentários|condividi|abbonati|leggi anche|commenti
paylaş|abone ol|yorumlar|ilgili haberler|oxşar xəbərlər|xəbər lenti|abunə ol|şərhlər|бөлісу|жазылу|пікірлер|ұқсас жаңалықтар
مشاركة|اشترك|اقرأ أيضا|التعليقات|שתפו|תגובות|הרשמה`,

	// Names of sections and the like: an article may have them as headings.
	hint: `
world|politics|business|economy|sport|sports|culture|opinion|opinions|analysis|war|video|videos|photo|photos|podcasts|podcast
magazine|events|jobs|shop|donate|account|language|english|russian|ukrainian|technology|science|health|travel|lifestyle|weather|live
author|tags|topics|popular|breaking news|thank you|explore|categories|archive|settings|help|faq|feedback
политика|экономика|общество|спорт|культура|мир|видео|фото|теги|метки|політика|економіка|суспільство|теги статьи
politik|wirtschaft|kultur|politique|économie|política|economía|siyasət|iqtisadiyyat|cəmiyyət|siyaset|ekonomi|саясат|экономика`,
})

func table(of map[grade]string) map[string]grade {
	out := map[string]grade{}
	for _, g := range []grade{hint, advert, ending} {
		for _, p := range strings.FieldsFunc(of[g], func(r rune) bool { return r == '|' || r == '\n' }) {
			out[p] = g
		}
	}
	return out
}

// formPhrases are parts of lines in forms and notices. They are hints only: an
// article may be about them.
var formPhrases = []string{
	"indicates required", "correct email address", "valid email", "look like an email", "your email", "in your inbox", "into your inbox",
	"to your inbox", "for signing up", "sign up for", "subscribe to our", "subscribe to get", "confirm your subscription",
	"confirmation email", "your subscription", "by clicking", "by signing up", "terms of service", "privacy policy",
	"all rights reserved", "we use cookies", "uses cookies", "be among the first to", "pre-order", "join our telegram", "follow us on",
	"support independent journalism", "already a subscriber", "turn on javascript", "enable javascript",
	"подписывайтесь на", "подпишитесь на", "все права защищены", "підписуйтесь на", "підпишіться на", "мы используем cookie",
	"alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados", "bütün hüquqlar qorunur",
	"tüm hakları saklıdır", "барлық құқықтар қорғалған",
}
