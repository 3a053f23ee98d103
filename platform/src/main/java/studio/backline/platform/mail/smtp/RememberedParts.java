package studio.backline.platform.mail.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mail library looks its own parts up anew for each part of each letter, in all jars of the
 * class path, which takes more time than all else that it does. While it works for us it asks this
 * loader, which looks once and remembers what it read.
 */
final class RememberedParts extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final RememberedParts LOADER = new RememberedParts();

    private final Map<String, List<URL>> known = new ConcurrentHashMap<>();

    private RememberedParts() {
        super("mail-parts", RememberedParts.class.getClassLoader());
    }

    /** Does something with the mail library on this thread. */
    static <T> T using(Callable<T> work) throws Exception {
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        self.setContextClassLoader(LOADER);
        try {
            return work.call();
        } finally {
            self.setContextClassLoader(before);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.enumeration(known.computeIfAbsent(name, this::read));
    }

    private List<URL> read(String name) {
        try {
            List<URL> found = new ArrayList<>();
            for (URL each : Collections.list(getParent().getResources(name))) {
                try (InputStream in = each.openStream()) {
                    found.add(URL.of(URI.create("memory:" + name), new Held(in.readAllBytes())));
                }
            }
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives out what was read once. */
    private static final class Held extends URLStreamHandler {

        private final byte[] content;

        Held(byte[] content) {
            this.content = content;
        }

        @Override
        protected URLConnection openConnection(URL address) {
            return new URLConnection(address) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(content);
                }
            };
        }
    }
}
