package studio.backline.platform.backup.place;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** A place whose archives are watched while they are written and read. */
public final class CountedPlace implements BackupPlace {

    private final BackupPlace place;
    private final LongConsumer passed;

    /**
     * @param passed hears how many bytes more have passed, often
     */
    public CountedPlace(BackupPlace place, LongConsumer passed) {
        this.place = place;
        this.passed = passed;
    }

    @Override
    public String inWords() {
        return place.inWords();
    }

    @Override
    public void clear(String prefix) throws IOException {
        place.clear(prefix);
    }

    @Override
    public void put(String name, Content content) throws Exception {
        place.put(name, out -> content.writeTo(new CountedOut(out)));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new CountedIn(place.open(name));
    }

    @Override
    public List<Kept> list() throws IOException {
        return place.list();
    }

    @Override
    public void delete(String name) throws IOException {
        place.delete(name);
    }

    @Override
    public void close() throws IOException {
        place.close();
    }

    private final class CountedOut extends FilterOutputStream {

        CountedOut(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            passed.accept(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            passed.accept(length);
        }
    }

    private final class CountedIn extends FilterInputStream {

        CountedIn(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                passed.accept(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                passed.accept(read);
            }
            return read;
        }
    }
}
