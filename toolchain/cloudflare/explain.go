package cloudflare

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	api "github.com/cloudflare/cloudflare-go/v7"
)

// question is what is asked of the API, for its errors.
type question struct {
	verb, what, zoneID, right string
}

func aboutRecord(verb, kind, name, zoneID string) question {
	return question{verb: verb, what: strings.TrimSpace(kind + " record " + name), zoneID: zoneID, right: "DNS: Edit"}
}

func aboutRecords(zoneID string) question {
	return question{verb: "list", what: "DNS records", zoneID: zoneID, right: "DNS: Read or Edit"}
}

func aboutSetting(verb, setting, zoneID string) question {
	return question{verb: verb, what: "setting " + setting, zoneID: zoneID, right: "Zone Settings: Edit"}
}

// explain says what was asked, what Cloudflare answered, and what to do.
func (q question) explain(err error) error {
	about := fmt.Sprintf("cannot %s %s in zone %s", q.verb, q.what, q.zoneID)
	var refusal *api.Error
	if !errors.As(err, &refusal) {
		return fmt.Errorf("%s: %w", about, err)
	}
	said, codes := []string{}, map[int64]bool{}
	for _, each := range refusal.Errors {
		said = append(said, fmt.Sprintf("%s (code %d)", strings.TrimSuffix(each.Message, "."), each.Code))
		codes[each.Code] = true
	}
	if len(said) == 0 {
		said = append(said, http.StatusText(refusal.StatusCode))
	}
	return fmt.Errorf("%s: Cloudflare answered %d: %s. %s",
		about, refusal.StatusCode, strings.Join(said, "; "), q.remedy(refusal.StatusCode, codes))
}

func (q question) remedy(status int, codes map[int64]bool) string {
	switch {
	case codes[9109], status == http.StatusUnauthorized:
		return "The token is not valid here: it is wrong, expired, revoked, or meant for other zones or addresses. " +
			"Set another: pulumi config set --secret cloudflare:apiToken"
	case codes[10000], status == http.StatusForbidden:
		return "Give the token the permission Zone / " + q.right + " for this zone, in Cloudflare under My Profile / API Tokens"
	case codes[81057], codes[81058]:
		return "Nothing was overwritten. Import the record that is there, or delete it"
	case codes[81053], codes[81054]:
		return "Nothing was overwritten. A CNAME stands alone under its name: delete or rename the other record"
	case codes[7003]:
		return "Is that the zone's id? Cloudflare shows it on the zone's overview page"
	case status == http.StatusTooManyRequests:
		return fmt.Sprintf("It was asked %d times. Wait five minutes, then run the update again", attempts)
	case status >= http.StatusInternalServerError:
		return "See https://www.cloudflarestatus.com, then run the update again"
	}
	return "Correct it, then run the update again"
}
