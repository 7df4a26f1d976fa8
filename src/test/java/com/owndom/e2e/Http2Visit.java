package com.owndom.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection of a visitor to the proxy over HTTP/2 (RFC 9113), with one request at a time. Unlike a library's it never
 * asks again by itself: it tells when the proxy has said that it has not even begun with a request.
 */
final class Http2Visit implements AutoCloseable {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int FRAME_HEAD = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ACKNOWLEDGED = 1;
    private static final int END_OF_STREAM = 1;
    private static final int WHOLE_REQUEST = 5;
    /** {@code :method: GET} and {@code :scheme: https} in the static table of HPACK (RFC 7541). */
    private static final byte[] GET_HTTPS = {(byte) 0x82, (byte) 0x87};

    private static final int PATH = 0x04;
    private static final int AUTHORITY = 0x01;
    private static final int STATUS_200 = 0x88;

    private final Socket socket;
    private final DataInputStream input;
    private final DataOutputStream output;
    private final String host;
    private int stream = -1;
    private boolean closing;

    /** The proxy takes no further request on this connection, and has not begun with this one. */
    static final class NotBegun extends IOException {
        NotBegun() {
            super("not begun");
        }
    }

    private record Frame(int type, int flags, int stream, byte[] payload) {}

    Http2Visit(Door door, String host) throws IOException {
        this.host = host;
        socket = Visit.connect(door, host, "h2");
        input = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        output = new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream()));
        output.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0);
    }

    /** The proxy has said that it takes no further request here. */
    boolean isClosing() {
        return closing;
    }

    Visit.Answer get(String path) throws IOException {
        stream += 2;
        send(HEADERS, WHOLE_REQUEST, stream, head(path));
        var status = 0;
        var body = new ByteArrayOutputStream();
        for (var over = false; !over; ) {
            var frame = next();
            if (frame.stream() != stream) {
                continue;
            }
            switch (frame.type()) {
                case HEADERS -> status = status(frame.payload());
                case DATA -> body.write(frame.payload());
                case RESET -> throw new IOException("reset after " + body);
                default -> {}
            }
            over = (frame.type() == HEADERS || frame.type() == DATA) && (frame.flags() & END_OF_STREAM) != 0;
        }
        return new Visit.Answer(status, body.toString(StandardCharsets.UTF_8), closing);
    }

    private byte[] head(String path) {
        var head = new ByteArrayOutputStream();
        head.writeBytes(GET_HTTPS);
        literal(head, PATH, path);
        literal(head, AUTHORITY, host);
        return head.toByteArray();
    }

    /** Not indexed, not compressed. */
    private static void literal(ByteArrayOutputStream head, int name, String value) {
        head.write(name);
        head.write(value.length());
        head.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** 200, which has a place in the static table, or 0 for any other. */
    private static int status(byte[] head) {
        var first = 0;
        while ((head[first] & 0xe0) == 0x20) { // the size of the dynamic table
            first++;
        }
        return (head[first] & 0xff) == STATUS_200 ? 200 : 0;
    }

    /** Answers what is about the connection itself. */
    private Frame next() throws IOException {
        var frame = read();
        var acknowledged = (frame.flags() & ACKNOWLEDGED) != 0;
        if (frame.type() == SETTINGS && !acknowledged) {
            send(SETTINGS, ACKNOWLEDGED, 0);
        } else if (frame.type() == PING && !acknowledged) {
            send(PING, ACKNOWLEDGED, 0, frame.payload());
        } else if (frame.type() == DATA && frame.payload().length > 0) {
            send(WINDOW_UPDATE, 0, 0, new byte[] {
                0, 0, (byte) (frame.payload().length >> 8), (byte) frame.payload().length
            });
        } else if (frame.type() == GOAWAY) {
            closing = true;
            if (number(frame.payload()) < stream) {
                throw new NotBegun();
            }
        }
        return frame;
    }

    private static int number(byte[] bytes) {
        return (bytes[0] & 0x7f) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    private Frame read() throws IOException {
        var head = new byte[FRAME_HEAD];
        try {
            input.readFully(head);
        } catch (EOFException end) {
            throw new IOException("closed without an answer to request " + stream, end);
        }
        var payload = new byte[(head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff];
        input.readFully(payload);
        return new Frame(head[3], head[4], number(new byte[] {head[5], head[6], head[7], head[8]}), payload);
    }

    private void send(int type, int flags, int stream, byte... payload) throws IOException {
        output.writeByte(payload.length >> 16);
        output.writeShort(payload.length);
        output.writeByte(type);
        output.writeByte(flags);
        output.writeInt(stream);
        output.write(payload);
        output.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
