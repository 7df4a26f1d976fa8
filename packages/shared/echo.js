import { WebSocketServer } from 'ws';

const GOING_AWAY = 1001;

/** Sends every message back; pages of other origins are refused. */
export function openEcho(path, allowedOrigin) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  server.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.on('error', () => socket.terminate());
  });

  function upgrade(request, socket, head) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const { origin } = request.headers;
    if (pathname !== path) return refuse(socket, '404 Not Found');
    if (origin && origin !== allowedOrigin) return refuse(socket, '403 Forbidden');
    return server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
  }

  const close = () => server.clients.forEach((socket) => socket.close(GOING_AWAY, 'restarting'));
  return { upgrade, close };
}

function refuse(socket, status) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
