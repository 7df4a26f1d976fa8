package com.owndom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;

/**
 * Asks the proxy for a host as a browser would, whatever the machine's name service says.
 *
 * @param port of the proxy on loopback
 */
record Browser(int port) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    HttpResponse<String> get(String host, String path) {
        return send(request(host, path).GET());
    }

    HttpResponse<String> post(String host, String path, byte[] body) {
        return send(request(host, path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> get(String host, String path, String header, String value) {
        return send(request(host, path).header(header, value).GET());
    }

    private HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .header("Host", host);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Opens a WebSocket over TLS, sends a text of up to 125 characters and returns what comes back. */
    String echoOverTls(String host, String path, String text) {
        try (var socket = (SSLSocket) Trusting.context().getSocketFactory().createSocket("127.0.0.1", port)) {
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            return echo(socket, "https://" + host + ":" + port, host, path, text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Opens a WebSocket, sends a text of up to 125 characters and returns what comes back. */
    String echo(String host, String path, String text) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return echo(socket, "http://" + host + ":" + port, host, path, text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String echo(Socket socket, String origin, String host, String path, String text) throws IOException {
        socket.setSoTimeout(10_000);
        var output = socket.getOutputStream();
        output.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var input = socket.getInputStream();
        var status = header(input);
        if (!status.startsWith("HTTP/1.1 101 ")) {
            return status;
        }
        output.write(frame(text.getBytes(StandardCharsets.UTF_8)));
        input.read();
        return new String(input.readNBytes(input.read()), StandardCharsets.UTF_8);
    }

    private static String header(java.io.InputStream input) throws IOException {
        var header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            var next = input.read();
            if (next < 0) {
                throw new IOException("the connection closed after: " + header);
            }
            header.append((char) next);
        }
        return header.toString();
    }

    /** A final text frame, masked with zeros as a client must mask it (RFC 6455, section 5.3). */
    private static byte[] frame(byte[] text) {
        var frame = new byte[6 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(text, 0, frame, 6, text.length);
        return frame;
    }
}
