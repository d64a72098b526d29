package article

import "strings"

// monthNames holds the names of the months, January first, as they stand in
// dates: in full, in the case a date takes, and short.
var monthNames = [12]string{
	"january jan januar jänner janvier janv enero ene janeiro gennaio gen yanvar ocak января янв січня січ қаңтар қаң يناير ינואר בינואר januari stycznia",
	"february feb februar février févr fév febrero fevereiro fev febbraio fevral şubat февраля фев февр лютого лют ақпан ақп فبراير פברואר בפברואר februari lutego",
	"march mar märz mrz mars marzo março mart марта мар березня бер наурыз нау مارس מרץ במרץ maart marca",
	"april apr avril avr abril abr aprile aprel nisan апреля апр квітня кві сәуір сәу أبريل אפריל באפריל kwietnia",
	"may mai mayo maio maggio mag mayıs мая май травня тра мамыр мам مايو מאי במאי mei maja",
	"june jun juni juin junio junho giugno giu iyun haziran июня июн червня чер маусым мау يونيو יוני ביוני czerwca",
	"july jul juli juillet juil julio julho luglio lug iyul temmuz июля июл липня лип шілде шіл يوليو יולי ביולי lipca",
	"august aug août aou agosto ago avqust ağustos августа авг серпня сер тамыз там أغسطس אוגוסט באוגוסט augustus sierpnia",
	"september sep sept septembre septiembre setembro set settembre sentyabr eylül сентября сен сент вересня вер қыркүйек қыр سبتمبر ספטמבר בספטמבר września",
	"october oct oktober okt octobre octubre outubro out ottobre ott oktyabr ekim октября окт жовтня жов қазан қаз أكتوبر אוקטובר באוקטובר października",
	"november nov novembre noviembre novembro noyabr kasım ноября ноя нояб листопада лис қараша қар نوفمبر נובמבר בנובמבר listopada",
	"december dec dezember dez décembre déc diciembre dic dezembro dicembre dekabr aralık декабря дек грудня гру желтоқсан жел ديسمبر דצמבר בדצמבר grudnia",
}

var months = monthTable()

func monthTable() map[string]int {
	out := map[string]int{}
	for i, names := range monthNames {
		for n := range strings.FieldsSeq(names) {
			out[n] = i + 1
		}
	}
	return out
}
