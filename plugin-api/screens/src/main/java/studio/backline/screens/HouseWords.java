package studio.backline.screens;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.AppLayout.AppLayoutI18n;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxI18n;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNav.SideNavI18n;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.component.upload.UploadI18N.AddFiles;
import com.vaadin.flow.component.upload.UploadI18N.DropFiles;
import com.vaadin.flow.component.upload.UploadI18N.File;
import com.vaadin.flow.component.upload.UploadI18N.Uploading;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gives the components of Vaadin that speak by themselves, on the screen or to those who listen,
 * the words of the house in the language of the window. Each is made within a call of {@code in},
 * the host's and the plugins' alike; a class that extends one calls it in its constructor. A house
 * rule watches that, and asks for {@code setI18n} where there is no {@code in}.
 */
public final class HouseWords {

    private static final int DAYS = 7;
    private static final TextStyle STANDALONE = TextStyle.FULL_STANDALONE;
    private static final String CHOICES = "vaadin-select-list-box";

    private HouseWords() {}

    /** The drawer is named. */
    public static void in(AppLayout layout) {
        layout.setI18n(new AppLayoutI18n().setDrawer(ScreenTexts.get("screens.drawer")));
    }

    /** What opens the drawer is named. */
    public static DrawerToggle in(DrawerToggle toggle) {
        toggle.setAriaLabel(ScreenTexts.get("screens.drawer"));
        return toggle;
    }

    /** What unfolds an entry of a menu is named. */
    public static SideNav in(SideNav menu) {
        menu.setI18n(new SideNavI18n().setToggle(ScreenTexts.get("screens.menu.unfold")));
        return menu;
    }

    /** The eye that shows a password is named. */
    public static PasswordField in(PasswordField field) {
        // What Vaadin calls the words of this field are its errors alone; the eye has none there.
        field.getElement()
                .setPropertyMap("i18n", Map.of("reveal", ScreenTexts.get("screens.password.show")));
        return field;
    }

    /** Months and days are named, weeks begin where they do for whoever reads. */
    public static DatePicker in(DatePicker field) {
        Locale reader = ScreenTexts.locale();
        field.setLocale(reader);
        field.setI18n(
                new DatePickerI18n()
                        .setMonthNames(
                                Stream.of(Month.values())
                                        .map(one -> one.getDisplayName(STANDALONE, reader))
                                        .toList())
                        .setWeekdays(days(TextStyle.FULL_STANDALONE, reader))
                        .setWeekdaysShort(days(TextStyle.SHORT_STANDALONE, reader))
                        .setFirstDayOfWeek(
                                WeekFields.of(reader).getFirstDayOfWeek().getValue() % DAYS)
                        .setToday(ScreenTexts.get("screens.day.today"))
                        .setCancel(ScreenTexts.get("screens.day.cancel"))
                        .setBadInputErrorMessage(ScreenTexts.get("screens.day.bad"))
                        .setMinErrorMessage(ScreenTexts.get("screens.day.over")));
        return field;
    }

    /** From Sunday on, as the component counts. */
    private static List<String> days(TextStyle style, Locale reader) {
        return IntStream.range(0, DAYS)
                .mapToObj(day -> DayOfWeek.SUNDAY.plus(day).getDisplayName(style, reader))
                .toList();
    }

    /** What is chosen and taken off again is said. */
    public static <T> MultiSelectComboBox<T> in(MultiSelectComboBox<T> field) {
        field.setI18n(
                new MultiSelectComboBoxI18n()
                        .setCleared(ScreenTexts.get("screens.choice.cleared"))
                        .setFocused(ScreenTexts.get("screens.choice.focused"))
                        .setSelected(ScreenTexts.get("screens.choice.selected"))
                        .setDeselected(ScreenTexts.get("screens.choice.deselected"))
                        .setTotal(ScreenTexts.pattern("screens.choice.total")));
        return field;
    }

    /** The choices that open under it bear its name, as it is when it comes onto the screen. */
    public static <T> Select<T> in(Select<T> field) {
        field.addAttachListener(attach -> nameChoices(field));
        return field;
    }

    private static void nameChoices(Select<?> field) {
        field.getAriaLabel()
                .or(() -> Optional.ofNullable(field.getLabel()))
                .ifPresent(
                        name ->
                                field.getElement()
                                        .getChildren()
                                        .filter(child -> !child.isTextNode())
                                        .filter(child -> child.getTag().equals(CHOICES))
                                        .forEach(list -> list.setAttribute("aria-label", name)));
    }

    /** How far a file has come, and why it did not. */
    public static void in(Upload upload) {
        upload.setI18n(
                new UploadI18N()
                        .setDropFiles(
                                new DropFiles()
                                        .setOne(ScreenTexts.get("screens.upload.drop.one"))
                                        .setMany(ScreenTexts.get("screens.upload.drop.many")))
                        .setAddFiles(
                                new AddFiles()
                                        .setOne(ScreenTexts.get("screens.upload.add.one"))
                                        .setMany(ScreenTexts.get("screens.upload.add.many")))
                        .setError(
                                new UploadI18N.Error()
                                        .setTooManyFiles(ScreenTexts.get("screens.upload.many"))
                                        .setFileIsTooBig(ScreenTexts.get("screens.upload.large"))
                                        .setIncorrectFileType(
                                                ScreenTexts.get("screens.upload.kind")))
                        .setUploading(uploading())
                        .setFile(
                                new File()
                                        .setRetry(ScreenTexts.get("screens.upload.again"))
                                        .setStart(ScreenTexts.get("screens.upload.start"))
                                        .setRemove(ScreenTexts.get("screens.upload.remove")))
                        .setUnits(List.of(ScreenTexts.get("screens.upload.units").split(" "))));
    }

    private static Uploading uploading() {
        return new Uploading()
                .setStatus(
                        new Uploading.Status()
                                .setConnecting(ScreenTexts.get("screens.upload.begins"))
                                .setStalled(ScreenTexts.get("screens.upload.stalled"))
                                .setProcessing(ScreenTexts.get("screens.upload.read"))
                                .setHeld(ScreenTexts.get("screens.upload.waits")))
                .setRemainingTime(
                        new Uploading.RemainingTime()
                                .setPrefix(ScreenTexts.get("screens.upload.left"))
                                .setUnknown(ScreenTexts.get("screens.upload.left.unknown")))
                .setError(
                        new Uploading.Error()
                                .setServerUnavailable(ScreenTexts.get("screens.upload.no-answer"))
                                .setUnexpectedServerError(ScreenTexts.get("screens.upload.failed"))
                                .setForbidden(ScreenTexts.get("screens.upload.forbidden"))
                                .setFileTooLarge(ScreenTexts.get("screens.upload.large")));
    }
}
