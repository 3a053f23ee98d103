package studio.backline.plugins.crm.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import studio.backline.contract.files.Files;

/** A file whose last line has no end, made while it is taken; watches the memory meanwhile. */
final class LongLine implements Files.Writer {

    private static final int PIECE = 1 << 20;
    private static final int LOOKS = 4;

    private final String begin;
    private final int megabytes;
    private long first;
    private long most;

    LongLine(String begin, int megabytes) {
        this.begin = begin;
        this.megabytes = megabytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        Arrays.fill(piece, (byte) 'x');
        out.write(begin.getBytes(StandardCharsets.UTF_8));
        first = alive();
        for (int i = 1; i <= megabytes; i++) {
            out.write(piece);
            if (i % (megabytes / LOOKS) == 0) {
                most = Math.max(most, alive());
            }
        }
    }

    /** The number of the line without an end. */
    long lines() {
        return begin.lines().count();
    }

    /** How many bytes more were alive at the worst moment than in the beginning. */
    long growth() {
        return most - first;
    }

    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
