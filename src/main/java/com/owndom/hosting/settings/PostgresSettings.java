package com.owndom.hosting.settings;

import java.util.regex.Pattern;

/**
 * The PostgreSQL server that the clients share.
 *
 * @param image {@code postgres:17} by default
 * @param port of the host's loopback, through which databases and roles are managed; 5432 by default
 * @param maxConnections the server's {@code max_connections}; 200 by default, the guide's figure
 * @param sharedBuffers the server's {@code shared_buffers}, in MB or GB; 256MB by default, the guide's figure for 5 to 10 databases
 * @param workMem the server's {@code work_mem}, in kB, MB or GB; 4MB by default
 * @param memory the container's limit, in m or g; 2g by default
 */
public record PostgresSettings(
        String image, int port, int maxConnections, String sharedBuffers, String workMem, String memory) {

    /** Connections kept for superusers and for managing the estate: PostgreSQL's own 3, and 10 of the provider. */
    public static final int RESERVED_CONNECTIONS = 13;

    private static final Pattern AMOUNT = Pattern.compile("([1-9][0-9]{0,8})(kB|MB|GB)");
    private static final int STEP = 1024;

    /** Whether PostgreSQL takes it for an amount of memory: {@code 256MB}. Docker's form is another. */
    public static boolean isAmount(String text) {
        return AMOUNT.matcher(text).matches();
    }

    /** An {@link #isAmount amount} in MiB, rounded up; 0 for any other text. */
    public static int mebibytes(String text) {
        var amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return 0;
        }
        var number = Long.parseLong(amount.group(1));
        var mebibytes =
                switch (amount.group(2)) {
                    case "kB" -> (number + STEP - 1) / STEP;
                    case "MB" -> number;
                    default -> number * STEP;
                };
        return (int) Math.min(mebibytes, Integer.MAX_VALUE / STEP);
    }
}
