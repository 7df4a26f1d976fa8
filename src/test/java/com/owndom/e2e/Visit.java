package com.owndom.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/** One connection of a visitor to the proxy. Unlike a library's it never asks again by itself. */
final class Visit implements AutoCloseable {

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private final String host;

    /**
     * What was answered.
     *
     * @param status 200 for a success
     * @param body as text
     * @param last whether the proxy takes no further request here
     */
    record Answer(int status, String body, boolean last) {}

    Visit(Door door, String host) throws IOException {
        this.host = host;
        socket = connect(door, host, "http/1.1");
        input = new java.io.BufferedInputStream(socket.getInputStream());
        output = socket.getOutputStream();
    }

    /** A connection over which that protocol is spoken. */
    static Socket connect(Door door, String host, String protocol) throws IOException {
        var plain = new Socket("127.0.0.1", door.port());
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(door.patience());
            return door.tls() ? encrypted(plain, host, protocol) : plain;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket encrypted(Socket plain, String host, String protocol) throws IOException {
        // Java goes on with the session that it had under this name, and with the host that it asked for then.
        var socket = (SSLSocket) Trusting.context().getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLHandshakeException failed) {
            throw failed.getMessage().contains("unrecognized_name") ? new Refused(failed.getMessage()) : failed;
        }
        return socket;
    }

    Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, new byte[0], headers);
    }

    Answer post(String path, byte[] body) throws IOException {
        return ask("POST", path, body, "Content-Length: " + body.length);
    }

    private Answer ask(String method, String path, byte[] body, String... headers) throws IOException {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        var request = new java.io.ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        output.write(request.toByteArray());
        return answer();
    }

    private Answer answer() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        var length = 0;
        var last = false;
        for (var header = line().toLowerCase(Locale.ROOT);
                !header.isEmpty();
                header = line().toLowerCase(Locale.ROOT)) {
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
            last = last || header.equals("connection: close");
        }
        var body = input.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the answer broke off after " + body.length + " of " + length + " bytes");
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8), last);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw line.isEmpty() ? new Refused("closed without an answer") : new IOException("broke off: " + line);
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** Opens a WebSocket on this connection. */
    void upgrade(String path) throws IOException {
        var answer = get(
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        if (answer.status() != 101) {
            throw new IOException("no WebSocket: " + answer.status());
        }
    }

    /** Sends a text and reads what comes back: the same text, or {@code close 1001}. */
    String exchange(String text) throws IOException {
        send(0x1, text.getBytes(StandardCharsets.UTF_8));
        var opcode = input.read() & 0x0f;
        var payload = input.readNBytes(Math.max(0, input.read()));
        if (opcode == 0x8 && payload.length >= 2) {
            send(0x8, payload);
            return "close " + ((payload[0] & 0xff) << 8 | payload[1] & 0xff);
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** A final frame of up to 125 bytes, masked with zeros as a client must mask it (RFC 6455, section 5.3). */
    private void send(int opcode, byte[] payload) throws IOException {
        var frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        output.write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
