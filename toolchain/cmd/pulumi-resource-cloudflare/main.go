// The stand-in for the official Cloudflare plugin.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/owndom/hosting/toolchain/cloudflare"
)

func main() {
	if err := cloudflare.Provider().Run(context.Background(), cloudflare.Name, cloudflare.Version); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
