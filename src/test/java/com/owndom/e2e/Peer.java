package com.owndom.e2e;

/** Asks the proxy from an address of one's choice, which the proxy's own network namespace is given for it. */
final class Peer {

    private static final String SCRIPT =
            """
            import fcntl, socket, ssl, struct, sys
            address, host, path, header = sys.argv[1:]
            lo = struct.pack('16sHH4s8x', b'lo:1', socket.AF_INET, 0, socket.inet_aton(address))
            fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8916, lo)  # SIOCSIFADDR
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            plain = socket.create_connection(('127.0.0.1', 443), 10, (address, 0))
            connection = context.wrap_socket(plain, server_hostname=host)
            connection.sendall(f'GET {path} HTTP/1.1\\r\\nHost: {host}\\r\\n{header}\\r\\nConnection: close\\r\\n\\r\\n'.encode())
            answer = b''
            while part := connection.recv(65536):
                answer += part
            print(answer.decode())
            sys.exit(0 if answer else 'no answer')
            """;

    private Peer() {}

    /** The whole answer; fails when there is none. */
    static String ask(String proxy, String address, String host, String path, String header) {
        return Shell.run(
                "docker",
                "run",
                "--rm",
                "--network",
                "container:" + proxy,
                "--cap-add",
                "NET_ADMIN",
                "python:3.13",
                "python3",
                "-c",
                SCRIPT,
                address,
                host,
                path,
                header);
    }
}
