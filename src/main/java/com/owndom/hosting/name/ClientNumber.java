package com.owndom.hosting.name;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The number that gives a client its ports and its subnet. It comes from the client alone, so it never shifts when
 * another client comes or goes.
 */
public final class ClientNumber {

    /** The largest number: above it, a frontend's port would be a backend's. */
    public static final int LARGEST = 999;

    /** The number of the client at the apex. */
    public static final int APEX = 0;

    /** The first number that a name may derive; those below belong to {@code client-N} alone. */
    public static final int FIRST_DERIVED = 100;

    private ClientNumber() {}

    /** N for {@code client-N}; for any other name a number from 100 to 999 derived from it. */
    public static int of(ClientName name) {
        return name.number().orElseGet(() -> derived(name));
    }

    private static int derived(ClientName name) {
        var checksum = new CRC32();
        checksum.update(name.value().getBytes(StandardCharsets.UTF_8));
        return FIRST_DERIVED + (int) (checksum.getValue() % (LARGEST - FIRST_DERIVED + 1));
    }
}
