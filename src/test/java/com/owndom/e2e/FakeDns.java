package com.owndom.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A name server: every host is this machine, and TXT records are what {@link FakeZone}s hold. It listens on every
 * address, so that containers can ask it too.
 */
final class FakeDns implements AutoCloseable {

    private static final int A = 1;
    private static final int SOA = 6;
    private static final int TXT = 16;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket streams;
    private final DatagramSocket socket;
    private final List<FakeZone> zones;

    FakeDns(FakeZone... zones) {
        this.zones = List.of(zones);
        try {
            streams = new ServerSocket(0);
            socket = new DatagramSocket(streams.getLocalPort());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        start(this::answerDatagram);
        start(this::answerStream);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void start(Step step) {
        var thread = new Thread(
                () -> {
                    while (!socket.isClosed()) {
                        try {
                            step.run();
                        } catch (IOException closedOrGone) {
                            // The one who asked asks again.
                        }
                    }
                },
                "fake name server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        streams.close();
    }

    private void answerDatagram() throws IOException {
        var packet = new DatagramPacket(new byte[1500], 1500);
        socket.receive(packet);
        var answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
    }

    private void answerStream() throws IOException {
        try (var connection = streams.accept()) {
            connection.setSoTimeout(2000);
            var input = new DataInputStream(connection.getInputStream());
            var answer = answer(ByteBuffer.wrap(input.readNBytes(input.readUnsignedShort())));
            var output = new DataOutputStream(connection.getOutputStream());
            output.writeShort(answer.length);
            output.write(answer);
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        var id = query.getShort();
        query.position(12);
        var name = name(query);
        var type = query.getShort();
        var records = records(name, type);
        var bytes = new ByteArrayOutputStream();
        var answer = new DataOutputStream(bytes);
        answer.writeShort(id);
        answer.writeShort(0x8580); // an authoritative answer without an error
        for (var count : new int[] {1, records.size(), 0, 0}) {
            answer.writeShort(count);
        }
        writeName(answer, name);
        answer.writeShort(type);
        answer.writeShort(1);
        for (var record : records) {
            writeName(answer, name);
            answer.writeShort(type);
            answer.writeShort(1);
            answer.writeInt(0);
            answer.writeShort(record.length);
            answer.write(record);
        }
        return bytes.toByteArray();
    }

    private List<byte[]> records(String name, int type) throws IOException {
        return switch (type) {
            case A -> List.of(LOOPBACK);
            case TXT -> texts(name);
            case SOA -> zones.stream().anyMatch(it -> it.domain().equals(name)) ? List.of(authority(name)) : List.of();
            default -> List.of();
        };
    }

    private List<byte[]> texts(String name) {
        var prefix = "TXT " + name + " ";
        return zones.stream()
                .flatMap(it -> it.records().stream())
                .filter(it -> it.startsWith(prefix))
                .map(it -> it.substring(prefix.length()).replace("\"", ""))
                .map(it -> (char) it.length() + it)
                .map(it -> it.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static byte[] authority(String zone) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var record = new DataOutputStream(bytes);
        writeName(record, "ns." + zone);
        writeName(record, "hostmaster." + zone);
        for (var i = 0; i < 5; i++) {
            record.writeInt(1);
        }
        return bytes.toByteArray();
    }

    private static String name(ByteBuffer query) {
        var name = new StringBuilder();
        for (var length = query.get(); length > 0; length = query.get()) {
            var label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static void writeName(DataOutputStream output, String name) throws IOException {
        for (var label : name.split("\\.")) {
            output.writeByte(label.length());
            output.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        output.writeByte(0);
    }
}
