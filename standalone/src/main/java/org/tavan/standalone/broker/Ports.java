package org.tavan.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The two ports of the broker: chosen free at the first start, then kept in a file; a port that another program took in
/// the meantime is replaced.
record Ports(int client, int controller) {

    static Ports of(Path file) throws IOException {
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        var ports = choose(number(kept, "client"), number(kept, "controller"));
        kept.setProperty("client", Integer.toString(ports.client));
        kept.setProperty("controller", Integer.toString(ports.controller));
        try (var writer = Files.newBufferedWriter(file)) {
            kept.store(writer, "Ports of the embedded broker on 127.0.0.1");
        }
        return ports;
    }

    private static Ports choose(int clientWish, int controllerWish) throws IOException {
        try (var client = bind(clientWish); var controller = bind(controllerWish)) {
            return new Ports(client.getLocalPort(), controller.getLocalPort());
        }
    }

    private static ServerSocket bind(int wish) throws IOException {
        try {
            return new ServerSocket(wish, 1, InetAddress.getLoopbackAddress());
        } catch (IOException _) {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }

    private static int number(Properties kept, String name) {
        try {
            int port = Integer.parseInt(kept.getProperty(name, "0"));
            return port >= 0 && port <= 65535 ? port : 0;
        } catch (NumberFormatException _) {
            return 0; // a damaged file costs a new port, no more
        }
    }
}
