package studio.backline.platform.backup.place;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntry;
import com.jcraft.jsch.SftpException;
import com.jcraft.jsch.SftpStatVFS;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.outbound.SocketRoute;

/**
 * A folder of an SFTP server. What is written has another name until it is whole; what has the name
 * is put aside for that moment where a server cannot replace a file at once.
 */
public final class SftpPlace implements BackupPlace {

    private static final String UNFINISHED = ".unfinished";
    private static final String FORMER = ".former";

    /** With less than that left, in KiB, a write that failed is held to have found no room. */
    private static final long SHORT = 16L << 10;

    private final SftpAddress address;
    private final SftpConnection connection;

    private SftpPlace(SftpAddress address, SftpConnection connection) {
        this.address = address;
        this.connection = connection;
    }

    /**
     * Connects and signs in.
     *
     * @param secret a password, or a private key as a file has it, without a passphrase
     * @param hostKey the fingerprint of the server's key, as {@code SHA256:…}
     * @throws BackupRefusedException when the server is not reached, has another key, or refuses
     *     who signs in
     */
    public static SftpPlace open(
            SftpAddress address, String secret, String hostKey, SocketRoute route) {
        return new SftpPlace(address, SftpConnection.open(address, secret, hostKey, route));
    }

    @Override
    public String inWords() {
        return "%s on %s".formatted(address.folder(), address.server().host());
    }

    @Override
    public void clear(String prefix) throws IOException {
        try (Work work = new Work()) {
            work.clear(prefix);
        } catch (SftpException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void put(String name, Content content) throws Exception {
        String draft = address.path(name + UNFINISHED);
        try {
            try (Work work = new Work()) {
                work.makeFolder();
            }
            write(draft, content);
            try (Work work = new Work()) {
                work.replace(draft, name);
            }
        } catch (Exception e) {
            forget(draft, e);
            throw explained(e);
        }
    }

    private void write(String draft, Content content) throws Exception {
        ChannelSftp channel = connection.channel();
        try (OutputStream out = channel.put(draft, ChannelSftp.OVERWRITE)) {
            content.writeTo(out);
        } finally {
            channel.disconnect();
        }
    }

    private void forget(String draft, Exception failure) {
        try (Work work = new Work()) {
            work.channel.rm(draft);
        } catch (IOException | SftpException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        ChannelSftp channel = connection.channel();
        try {
            return new FilterInputStream(channel.get(address.path(name))) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        channel.disconnect();
                    }
                }
            };
        } catch (SftpException e) {
            channel.disconnect();
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                throw new BackupRefusedException(
                        "no-archive",
                        "There is no '%s' in %s.".formatted(name, inWords()),
                        "See what there is: bin/backline backup list");
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<Kept> list() throws IOException {
        try (Work work = new Work()) {
            return work.entries().stream()
                    .filter(each -> each.getAttrs().isReg())
                    .filter(each -> !isAside(each.getFilename()))
                    .map(each -> new Kept(each.getFilename(), each.getAttrs().getSize()))
                    .sorted(Comparator.comparing(Kept::name))
                    .toList();
        } catch (SftpException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static boolean isAside(String name) {
        return name.endsWith(UNFINISHED) || name.endsWith(FORMER);
    }

    @Override
    public void delete(String name) throws IOException {
        try (Work work = new Work()) {
            work.channel.rm(address.path(name));
        } catch (SftpException e) {
            if (e.id != ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private Exception explained(Exception failure) {
        // What the content says of itself is not the place's fault.
        if (!(failure instanceof IOException || failure instanceof SftpException)) {
            return failure;
        }
        try (Work work = new Work()) {
            SftpStatVFS room = work.channel.statVFS(address.folder());
            if (room.getAvailForNonRoot() < SHORT) {
                return new BackupRefusedException(
                        "disk-full",
                        "There is no room left in %s. What was written of the archive is removed again."
                                .formatted(inWords()),
                        "Make room there, or keep fewer archives, and begin again.");
            }
        } catch (IOException | SftpException e) {
            // Not every server tells how much room it has.
            failure.addSuppressed(e);
        }
        return new BackupRefusedException(
                "place-unusable",
                "The backup cannot be written to %s: %s."
                        .formatted(inWords(), failure.getMessage()),
                "Check that '%s' may write there, and that the server is up."
                        .formatted(address.user()));
    }

    /** Something short on a channel of its own. */
    private final class Work implements AutoCloseable {

        private final ChannelSftp channel;

        Work() throws IOException {
            this.channel = connection.channel();
        }

        @Override
        public void close() {
            channel.disconnect();
        }

        /** None where the folder is not there yet. */
        List<LsEntry> entries() throws SftpException {
            try {
                return new ArrayList<>(channel.ls(address.folder()));
            } catch (SftpException e) {
                if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                    return List.of();
                }
                throw e;
            }
        }

        void makeFolder() throws SftpException {
            String folder = address.folder();
            for (int end = folder.indexOf('/', 1); end >= 0; end = folder.indexOf('/', end + 1)) {
                makeFolder(folder.substring(0, end));
            }
            makeFolder(folder);
        }

        private void makeFolder(String folder) throws SftpException {
            try {
                channel.stat(folder);
            } catch (SftpException e) {
                if (e.id != ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                    throw e;
                }
                channel.mkdir(folder);
            }
        }

        /** What a killed process was writing goes; what it had put aside is put back. */
        void clear(String prefix) throws SftpException {
            List<String> names =
                    entries().stream()
                            .map(LsEntry::getFilename)
                            .filter(name -> name.startsWith(prefix))
                            .toList();
            for (String name : names) {
                if (name.endsWith(UNFINISHED)) {
                    channel.rm(address.path(name));
                } else if (name.endsWith(FORMER)) {
                    String back = name.substring(0, name.length() - FORMER.length());
                    if (names.contains(back)) {
                        channel.rm(address.path(name));
                    } else {
                        channel.rename(address.path(name), address.path(back));
                    }
                }
            }
        }

        void replace(String draft, String name) throws SftpException {
            boolean there = entries().stream().anyMatch(each -> each.getFilename().equals(name));
            if (!there || channel.getExtension("posix-rename@openssh.com") != null) {
                channel.rename(draft, address.path(name));
                return;
            }
            channel.rename(address.path(name), address.path(name + FORMER));
            channel.rename(draft, address.path(name));
            channel.rm(address.path(name + FORMER));
        }
    }
}
