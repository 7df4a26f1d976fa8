package com.owndom.hosting.database;

import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.PostgresSettings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A PostgreSQL server as its owner described it. The one that every estate has is called {@code postgres} and described by
 * the stack's settings; clients that need another version, other limits or a server of their own live on a further one:
 *
 * <pre>{@code
 * new DatabaseServer("reports").withImage("postgres:18").withMemory("4g")
 * new Client("client-1", client -> client.database(database -> database.withServer("reports")))
 * }</pre>
 *
 * @param name a lower-case DNS label of at most 30 characters; {@code postgres} is the stack's own
 * @param image {@code postgres:17} by default
 * @param maxConnections its {@code max_connections}; 200 by default, of which 13 are kept for managing it
 * @param sharedBuffers its {@code shared_buffers}, in MB or GB; 256MB by default
 * @param workMem its {@code work_mem}, in kB, MB or GB; 4MB by default
 * @param memory the container's limit, in m or g; 2g by default
 * @param cpus cores it may use; 1.0 by default
 * @param port of the host's loopback, through which it is managed; by default as many above the stack's
 *     {@code postgresPort} as {@link #number} says
 * @param ownNumber instead of the one that its name gives
 */
public record DatabaseServer(
        String name,
        String image,
        int maxConnections,
        String sharedBuffers,
        String workMem,
        String memory,
        String cpus,
        Optional<Integer> port,
        Optional<Integer> ownNumber) {

    /** The name of the server that every estate has. */
    public static final String SHARED = "postgres";

    /** The largest number of a server. */
    public static final int LARGEST_NUMBER = 200;

    private static final int CONNECTION_MEBIBYTES = 2;

    /** A further server that is all convention. */
    public DatabaseServer(String name) {
        this(name, "postgres:17", 200, "256MB", "4MB", "2g", "1.0", Optional.empty(), Optional.empty());
    }

    /** The one that every estate has. */
    public static DatabaseServer shared(EstateSettings settings) {
        var postgres = settings.postgres();
        return new DatabaseServer(
                SHARED,
                postgres.image(),
                postgres.maxConnections(),
                postgres.sharedBuffers(),
                postgres.workMem(),
                postgres.memory(),
                settings.servers().postgresCpus(),
                Optional.of(postgres.port()),
                Optional.of(0));
    }

    /**
     * With another image: another version, or one with further extensions. Another major version of a server that is there is
     * refused, for it could not read what is there: its clients move to a new server.
     */
    public DatabaseServer withImage(String reference) {
        return new DatabaseServer(
                name, reference, maxConnections, sharedBuffers, workMem, memory, cpus, port, ownNumber);
    }

    /** With room for more or fewer connections. */
    public DatabaseServer withMaxConnections(int number) {
        return new DatabaseServer(name, image, number, sharedBuffers, workMem, memory, cpus, port, ownNumber);
    }

    /** With another {@code shared_buffers}, {@code "512MB"}. */
    public DatabaseServer withSharedBuffers(String amount) {
        return new DatabaseServer(name, image, maxConnections, amount, workMem, memory, cpus, port, ownNumber);
    }

    /** With another {@code work_mem}, {@code "16MB"}. */
    public DatabaseServer withWorkMem(String amount) {
        return new DatabaseServer(name, image, maxConnections, sharedBuffers, amount, memory, cpus, port, ownNumber);
    }

    /** With another limit of the container, {@code "4g"}. */
    public DatabaseServer withMemory(String limit) {
        return new DatabaseServer(name, image, maxConnections, sharedBuffers, workMem, limit, cpus, port, ownNumber);
    }

    /** With more or fewer cores, {@code "2.0"}. */
    public DatabaseServer withCpus(String cores) {
        return new DatabaseServer(name, image, maxConnections, sharedBuffers, workMem, memory, cores, port, ownNumber);
    }

    /** With that port of the host's loopback, where the derived one is in use. */
    public DatabaseServer withPort(int number) {
        return new DatabaseServer(
                name, image, maxConnections, sharedBuffers, workMem, memory, cpus, Optional.of(number), ownNumber);
    }

    /** With a number of its own, 1 to 200; needed only when two names give the same one. A changed one restarts it. */
    public DatabaseServer withNumber(int number) {
        return new DatabaseServer(
                name, image, maxConnections, sharedBuffers, workMem, memory, cpus, port, Optional.of(number));
    }

    /** Gives it an address in the network {@code data}, and a port; 0 for the one that every estate has. */
    public int number() {
        return ownNumber.orElseGet(this::derived);
    }

    /** The port of the host's loopback. */
    public int portOr(EstateSettings settings) {
        return port.orElseGet(() -> settings.postgres().port() + number());
    }

    /** {@code postgres} or {@code postgres-reports}: what it is called wherever it meets others, its host name too. */
    public String host() {
        return named(SHARED);
    }

    /** {@code pgbouncer} or {@code pgbouncer-reports}: what stands in front of it, where anything does. */
    public String poolHost() {
        return named("pgbouncer");
    }

    /** {@code backups} or {@code backups-reports}: what is called so and belongs to it. */
    public String named(String part) {
        return isShared() ? part : part + "-" + name;
    }

    /** {@code client-1} or {@code client-1@reports}: the logical name of what has that name on it. */
    String logical(String name) {
        return isShared() ? name : name + "@" + this.name;
    }

    /** Whether it is the one that every estate has. */
    public boolean isShared() {
        return name.equals(SHARED);
    }

    /** The container's limit; empty when it is written wrong. */
    public Optional<MemorySize> memoryLimit() {
        return MemorySize.parse(memory);
    }

    /** Its {@code shared_buffers}; 0 when it is written wrong. */
    public int sharedBuffersMebibytes() {
        return PostgresSettings.mebibytes(sharedBuffers);
    }

    /** What it needs when that many connections sort at once, each with 2 MiB for itself. */
    public int mebibytesFor(int connections) {
        return sharedBuffersMebibytes() + connections * (PostgresSettings.mebibytes(workMem) + CONNECTION_MEBIBYTES);
    }

    private int derived() {
        var checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return 1 + (int) (checksum.getValue() % LARGEST_NUMBER);
    }
}
