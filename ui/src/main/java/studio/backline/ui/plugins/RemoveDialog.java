package studio.backline.ui.plugins;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.ui.text.HostTexts;

/** What would go with a plugin, and whether its data stays. */
final class RemoveDialog extends WorkDialog {

    private static final long serialVersionUID = 1L;

    private final RadioButtonGroup<RemovalChoice> choice = new RadioButtonGroup<>();
    private final Button remove;
    private String working = "plugins.removing";

    RemoveDialog(HostTexts texts, String title, Optional<List<HeldData>> held) {
        super(texts, title);
        add(
                part(
                        "lock",
                        "plugins.remove.holds",
                        held.stream().flatMap(List::stream).map(this::line).toList(),
                        held.isPresent()
                                ? "plugins.remove.holds.nothing"
                                : "plugins.remove.holds.unknown"));
        choice.setLabel(text("plugins.remove.data"));
        choice.setItems(RemovalChoice.values());
        choice.setItemLabelGenerator(one -> text("plugins.remove." + one));
        choice.setValue(RemovalChoice.KEEP_DATA);
        remove = new Button(text("plugins.remove.act." + RemovalChoice.KEEP_DATA));
        remove.addThemeVariants(ButtonVariant.PRIMARY);
        choice.addValueChangeListener(
                change -> {
                    remove.setText(text("plugins.remove.act." + change.getValue()));
                    // Red only where there is no way back.
                    remove.setThemeName(
                            ButtonVariant.ERROR.getVariantName(),
                            change.getValue() == RemovalChoice.ERASE_DATA);
                });
        add(choice);
        getFooter().add(remove);
    }

    /** It is removed already: what is left to decide is whether its data goes. */
    RemoveDialog ofKeptData() {
        choice.setValue(RemovalChoice.ERASE_DATA);
        choice.setVisible(false);
        remove.setText(text("plugins.kept.act"));
        working = "plugins.kept.erasing";
        return this;
    }

    void onRemove(Consumer<RemovalChoice> act) {
        remove.addClickListener(
                click -> {
                    begin(text(working), remove);
                    choice.setVisible(false);
                    act.accept(choice.getValue());
                });
    }

    private ListItem line(HeldData held) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(HostTexts.readerLocale());
        String count =
                held.estimated()
                        ? text("plugins.remove.about", numbers.format(rounded(held.count())))
                        : numbers.format(held.count());
        Span end = new Span(count);
        end.addClassName("bl-end");
        String words =
                held.category()
                        .map(category -> text("category." + category))
                        .orElseGet(() -> text("plugins.remove.other"));
        return new ListItem(new Span(words), end);
    }

    /** No more figures than an estimate is worth. */
    private static long rounded(long count) {
        return new BigDecimal(count).round(new MathContext(2)).longValueExact();
    }
}
