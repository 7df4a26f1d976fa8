package postgresql

import (
	"strconv"
	"strings"
)

// splitIdentifiers reads a list as PostgreSQL stores it: a, "b c".
func splitIdentifiers(list string) []string {
	var names []string
	for _, name := range splitOutsideQuotes(list) {
		name = strings.TrimSpace(name)
		if len(name) > 1 && name[0] == '"' {
			name = strings.ReplaceAll(name[1:len(name)-1], `""`, `"`)
		}
		names = append(names, name)
	}
	return names
}

func splitOutsideQuotes(list string) []string {
	if list == "" {
		return nil
	}
	quoted := false
	return strings.FieldsFunc(list, func(char rune) bool {
		if char == '"' {
			quoted = !quoted
		}
		return char == ',' && !quoted
	})
}

// refreshedTimeout leaves an input that was never given away, as long as nothing is set on the server.
func refreshedTimeout(known *int, setting string) *int {
	actual, err := strconv.Atoi(setting)
	if err != nil {
		actual = 0
	}
	if value(known, 0) == actual {
		return known
	}
	return &actual
}
