package cloudflare

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/cloudflare/cloudflare-go/v7/option"
)

var errGone = errors.New("it is not there")

// call sends one request through the client library and reads the result of the answer.
// An error says what was asked of what.
func call[T any](
	ctx context.Context, asked question, body any, send func(options ...option.RequestOption) error,
) (result T, err error) {
	options, err := access(ctx)
	if err != nil {
		return result, err
	}
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return result, err
		}
		options = append(options, option.WithRequestBody("application/json", text))
	}
	var answer struct {
		Result T `json:"result"`
	}
	var response *http.Response
	err = send(append(options, option.WithResponseBodyInto(&answer), option.WithResponseInto(&response))...)
	if err == nil {
		return answer.Result, nil
	}
	err = asked.explain(err)
	if response != nil && response.StatusCode == http.StatusNotFound {
		err = errors.Join(errGone, err)
	}
	return answer.Result, err
}

func zone(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}

// locate splits the id that an import is given, zone/thing; in state the zone is known.
func locate(id string, zoneID *string) (string, string, error) {
	if zoneID != nil && *zoneID != "" {
		return *zoneID, id, nil
	}
	zone, thing, found := strings.Cut(id, "/")
	if !found {
		return "", "", errors.New("import as zoneId/id, with the zone's id first")
	}
	return zone, thing, nil
}
