// Not part of the toolchain's module: `build` compiles restic's own.
module github.com/owndom/hosting/toolchain/images/restic

go 1.25.11
