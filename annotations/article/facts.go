package article

import (
	"net/url"
	"strings"
)

// address returns s if it is an http or https address of a host, else "".
func address(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 2000 {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// langTag returns s if it has the form of a BCP 47 language tag, with the
// usual case ("en", "pt-BR", "zh-Hant"), else "".
func langTag(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 || len(s) > 35 {
		return ""
	}
	for i, p := range parts {
		if !alphanumeric(p) || len(p) > 8 || i == 0 && (len(p) < 2 || len(p) > 3 || strings.ContainsAny(p, "0123456789")) {
			return ""
		}
		switch {
		case i == 0 || len(p) > 4:
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	return strings.Join(parts, "-")
}

func alphanumeric(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}
