package studio.backline.platform.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Is there room where the house writes? Data, files, its own database and what is needed for a
 * moment may each lie on a disk of their own.
 */
record RoomExamination(Path data) implements Examination {

    private static final long GIB = 1L << 30;

    /** Of the disk; below it somebody should think of more. */
    private static final double LITTLE = 0.05;

    @Override
    public List<Finding> examine() throws IOException {
        Map<FileStore, Path> places = new LinkedHashMap<>();
        for (Path place : places().filter(Files::isDirectory).toList()) {
            places.putIfAbsent(Files.getFileStore(place), place);
        }
        if (places.isEmpty()) {
            return List.of(Finding.hint("room.to-come", data));
        }
        return places.entrySet().stream().map(RoomExamination::finding).toList();
    }

    private Stream<Path> places() {
        return Stream.of(
                data,
                data.resolve("files"),
                data.resolve("postgres/cluster"),
                data.resolve("log"),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static Finding finding(Map.Entry<FileStore, Path> place) {
        try {
            long free = place.getKey().getUsableSpace();
            long all = place.getKey().getTotalSpace();
            String shown = String.format(Locale.ROOT, "%.1f", (double) free / GIB);
            if (free < GIB) {
                return Finding.bad("room.none", place.getValue(), shown);
            }
            return free < all * LITTLE
                    ? Finding.hint("room.little", place.getValue(), shown)
                    : Finding.good("room.enough", place.getValue(), shown);
        } catch (IOException e) {
            return Finding.bad("room.unknown", place.getValue());
        }
    }
}
