// Not part of the toolchain's module: `build` copies providers.go into lego's own.
module github.com/owndom/hosting/toolchain/images/lego

go 1.25.11
