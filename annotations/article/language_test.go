package article

import "testing"

func TestLanguage(t *testing.T) {
	for want, texts := range map[string][]string{
		"en": {"The ship was seen from the pier at noon, and it had no sails.", p1},
		"de": {"Das Schiff wurde am Mittag von der Mole aus gesehen, und es hatte keine Segel mit sich."},
		"fr": {"Le bateau a été vu depuis la jetée à midi, et les voiles du bateau ne sont pas dans le port."},
		"es": {"El barco fue visto desde el muelle al mediodía, y las velas no estaban en el puerto, según los marineros."},
		"pt": {"O navio foi visto do cais ao meio-dia, e as velas não estavam no porto, segundo os marinheiros da cidade."},
		"it": {"La nave è stata vista dal molo a mezzogiorno, e le vele non sono nel porto, secondo gli uomini della città che."},
		"nl": {"Het schip werd om twaalf uur van de pier gezien, en het had geen zeilen voor de wind, zegt een man die op wacht is."},
		"az": {"Gəmi günorta körpüdən görünüb və onun yelkənləri olmayıb, bu barədə limandan bildirib, gəmi üçün bir yer də var."},
		"tr": {"Gemi öğle saatlerinde iskeleden görüldü ve bu gemi için bir yer daha olarak limanda çok bekledi, dedi kaptan ile."},
		"ru": {"Корабль видели с пирса в полдень, и парусов на нём не было, сообщили моряки, которые были там."},
		"uk": {"Корабель бачили з пірса опівдні, і вітрил на ньому не було, повідомили моряки, які їх чекали."},
		"kk": {"Кеме түсте айлақтан көрінді, бірақ оның желкендері болған жоқ, деп хабарлады теңізшілер қалада."},
		"bg": {"Корабът беше видян от кея на обяд и нямаше платна, съобщиха моряците, които бяха там, според тях."},
		"ar": {"شوهدت السفينة من الرصيف عند الظهر ولم تكن لها أشرعة، كما قال البحارة الذين كانوا هناك إلى المدينة."},
		"fa": {"کشتی ظهر از اسکله دیده شد و بادبان نداشت، ملوانانی که آنجا بودند گفتند که چیزی پیدا نیست."},
		"he": {"הספינה נראתה מהמזח בצהריים, ולא היו לה מפרשים, סיפרו המלחים שהיו שם."},
		"el": {"Το πλοίο εθεάθη από την προβλήτα το μεσημέρι και δεν είχε πανιά."},
		"ja": {"正午に桟橋から船が見えましたが、帆はありませんでした。"},
		"zh": {"中午从码头上看到了那艘船，但是没有帆，水手们这样说道。"},
		"ko": {"정오에 부두에서 배가 보였지만 돛은 없었다고 선원들이 말했다."},
		"": {
			"", "Ship", "1234 5678 !!!", "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor",
			"Mare Nostrum Ltd Baku Grozny Aktau Embraer Azal", "Корабль Azal Embraer Грозный Aktau Баку Grozny",
		},
	} {
		for _, s := range texts {
			if got := detect(split(s)); got != want {
				t.Errorf("%q: %q, want %q", s, got, want)
			}
		}
	}
}
