package studio.backline.platform.identity.profile;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a person's day begins, and how they write days and numbers.
 *
 * @param zone of the time zone database; empty: as their browser or the machine says
 * @param format a language with a country; empty: as their browser says
 */
public record Region(Optional<ZoneId> zone, Optional<Locale> format) {

    /** Nothing was chosen. */
    public static final Region NONE = new Region(Optional.empty(), Optional.empty());
}
