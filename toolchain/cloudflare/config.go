package cloudflare

import (
	"context"
	"errors"
	"os"
	"regexp"

	"github.com/cloudflare/cloudflare-go/v7/option"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// Config is the access to the API, named as the official plugin names it.
type Config struct {
	APIToken                *string `pulumi:"apiToken,optional" provider:"secret"`
	APIKey                  *string `pulumi:"apiKey,optional" provider:"secret"`
	APIUserServiceKey       *string `pulumi:"apiUserServiceKey,optional" provider:"secret"`
	Email                   *string `pulumi:"email,optional"`
	BaseURL                 *string `pulumi:"baseUrl,optional"`
	UserAgentOperatorSuffix *string `pulumi:"userAgentOperatorSuffix,optional"`
}

const defaultBaseURL = "https://api.cloudflare.com/client/v4/"

var tokenForm = regexp.MustCompile(`^[0-9A-Za-z\-_]{40,80}$`)

// Configure refuses a token that cannot be one; it asks the API nothing.
func (c *Config) Configure(context.Context) error {
	if given(c.APIToken) && !tokenForm.MatchString(*c.APIToken) {
		return errors.New("apiToken: a Cloudflare API token has 40 to 80 letters, digits, dashes and underscores")
	}
	return nil
}

// access is what every request carries.
func access(ctx context.Context) ([]option.RequestOption, error) {
	c := infer.GetConfig[Config](ctx)
	options := []option.RequestOption{
		option.WithBaseURL(setting(c.BaseURL, "CLOUDFLARE_BASE_URL", defaultBaseURL)),
		option.WithMaxRetries(0), // patiently does it, and knows what may be done twice
		option.WithMiddleware(patiently),
		option.WithHeader("User-Agent", "owndom-hosting "+setting(c.UserAgentOperatorSuffix, "", "")),
	}
	token := setting(c.APIToken, "CLOUDFLARE_API_TOKEN", "")
	key, email := setting(c.APIKey, "CLOUDFLARE_API_KEY", ""), setting(c.Email, "CLOUDFLARE_EMAIL", "")
	service := setting(c.APIUserServiceKey, "CLOUDFLARE_API_USER_SERVICE_KEY", "")
	switch {
	case token != "":
		return append(options, option.WithAPIToken(token)), nil
	case key != "" && email != "":
		return append(options, option.WithAPIKey(key), option.WithAPIEmail(email)), nil
	case service != "":
		return append(options, option.WithUserServiceKey(service)), nil
	}
	return nil, errors.New("no access to Cloudflare: set apiToken on the provider, or CLOUDFLARE_API_TOKEN")
}

func given(text *string) bool { return text != nil && *text != "" }

func setting(configured *string, variable, otherwise string) string {
	if given(configured) {
		return *configured
	}
	if fromEnvironment := os.Getenv(variable); fromEnvironment != "" {
		return fromEnvironment
	}
	return otherwise
}
