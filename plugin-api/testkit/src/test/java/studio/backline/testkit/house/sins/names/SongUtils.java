package studio.backline.testkit.house.sins.names;

final class SongUtils {
    private SongUtils() {}
}
