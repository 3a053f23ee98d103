package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.VaadinRequest;
import java.time.LocalDate;
import java.time.Year;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.HouseWords;

/**
 * Whether the day or the month comes first in a column of dates that do not tell by themselves,
 * said of one of its own dates. As the person's own browser writes dates, until they say otherwise.
 */
final class DateOrderChoice extends Select<String> {

    private static final String BOTH_WAYS = "03/04/2024";

    DateOrderChoice(CrmWords words, ImportColumn column, String name, boolean remembered) {
        HouseWords.in(this);
        String date = column.doubtfulDate().filter(each -> differs(each)).orElse(BOTH_WAYS);
        setAriaLabel(words.get("crm.import.columns.order-of", name));
        setItems(ImportColumn.DAY_FIRST, ImportColumn.MONTH_FIRST);
        setItemLabelGenerator(
                order -> words.get("crm.import.columns.order", date, read(words, date, order)));
        setWidthFull();
        if (!column.isOrdered() || !remembered) {
            addClassName("bl-guess");
            setHelperText(words.get("crm.import.columns.order.guess"));
        }
        setValue(column.isOrdered() ? column.label() : usual());
        addValueChangeListener(
                change -> {
                    removeClassName("bl-guess");
                    setHelperText("");
                });
    }

    private static boolean differs(String date) {
        String[] parts = date.split("/");
        return Integer.parseInt(parts[0]) != Integer.parseInt(parts[1]);
    }

    private static String read(CrmWords words, String date, String order) {
        String[] parts = date.split("/");
        int first = Integer.parseInt(parts[0]);
        int second = Integer.parseInt(parts[1]);
        boolean dayFirst = order.equals(ImportColumn.DAY_FIRST);
        LocalDate day =
                LocalDate.of(
                        parts[2].length() == 2
                                ? Year.now().getValue() / 100 * 100 + Integer.parseInt(parts[2])
                                : Integer.parseInt(parts[2]),
                        dayFirst ? second : first,
                        dayFirst ? first : second);
        return DateTimeFormatter.ofPattern(words.get("crm.date.day-and-year"), CrmWords.locale())
                .format(day);
    }

    private static String usual() {
        Locale locale =
                Optional.ofNullable(VaadinRequest.getCurrent())
                        .map(VaadinRequest::getLocale)
                        .orElseGet(CrmWords::locale);
        String pattern =
                DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
        return pattern.startsWith("M") ? ImportColumn.MONTH_FIRST : ImportColumn.DAY_FIRST;
    }
}
