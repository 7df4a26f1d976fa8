package com.owndom.hosting.container;

/** A part of what root may do, as Linux divides it. */
public enum Capability {
    /** Give files to other users. */
    CHOWN,
    /** Read and write files of other users. */
    DAC_OVERRIDE,
    /** Change the permissions of other users' files. */
    FOWNER,
    /** Send signals to other users' processes. */
    KILL,
    /** Change addresses, routes and firewall rules of the network it is in. */
    NET_ADMIN,
    /** Listen on ports below 1024. */
    NET_BIND_SERVICE,
    /** Become another group. */
    SETGID,
    /** Become another user. */
    SETUID;

    /** As Docker reports it: any other way of writing it would be taken for drift. */
    String docker() {
        return "CAP_" + name();
    }
}
