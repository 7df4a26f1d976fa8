package cloudflare

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/cloudflare/cloudflare-go/v7/option"
)

const (
	attempts     = 5
	firstPause   = 200 * time.Millisecond
	longestPause = time.Minute
)

// patiently tries again what can be tried again: whatever was too much or never arrived, and after an error of
// the server's or of the network's only what may be done twice. A record that was made may have been made
// although the answer says otherwise.
func patiently(request *http.Request, next option.MiddlewareNext) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		response, err := next(request)
		if attempt == attempts || !again(request.Method, response, err) {
			return response, err
		}
		pause, err := pauseBefore(attempt, response)
		if err != nil {
			return nil, err
		}
		if err := rewind(request, response); err != nil {
			return nil, err
		}
		select {
		case <-request.Context().Done():
			return nil, request.Context().Err()
		case <-time.After(pause):
		}
	}
}

func again(method string, response *http.Response, err error) bool {
	if err != nil {
		return method != http.MethodPost || neverArrived(err)
	}
	if response.StatusCode == http.StatusTooManyRequests {
		return true
	}
	return response.StatusCode >= http.StatusInternalServerError && method != http.MethodPost
}

func neverArrived(err error) bool {
	var operation *net.OpError
	return errors.As(err, &operation) && operation.Op == "dial"
}

// pauseBefore is what Retry-After says, in seconds or as a time, else twice as long each time.
func pauseBefore(attempt int, response *http.Response) (time.Duration, error) {
	pause := firstPause << (attempt - 1)
	if response == nil {
		return pause, nil
	}
	after := response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(after); err == nil {
		pause = time.Duration(seconds) * time.Second
	} else if moment, err := http.ParseTime(after); err == nil {
		pause = max(0, time.Until(moment))
	}
	if pause > longestPause {
		return 0, fmt.Errorf("Cloudflare is asked too much, and wants no request for %s; try again then", pause)
	}
	return pause, nil
}

func rewind(request *http.Request, response *http.Response) (err error) {
	if response != nil {
		_ = response.Body.Close()
	}
	if request.GetBody != nil {
		request.Body, err = request.GetBody()
	}
	return err
}
