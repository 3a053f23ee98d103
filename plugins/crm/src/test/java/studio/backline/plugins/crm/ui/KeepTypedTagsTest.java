package studio.backline.plugins.crm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import com.vaadin.flow.internal.nodefeature.PropertyChangeDeniedException;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.testkit.flat.FlatHost;
import tools.jackson.databind.node.ArrayNode;

/** Tags of somebody who types faster than the server answers. */
class KeepTypedTagsTest {

    private static final String CHOSEN = "selectedItems";

    private final FlatHost host = CrmHost.host();

    @Test
    void aChoiceFromAListThatIsMadeAnewMeanwhileCounts() {
        open(
                field -> {
                    field.show(Set.of("press"));
                    ArrayNode seen = (ArrayNode) field.getElement().getPropertyRaw(CHOSEN);
                    field.show(Set.of("vip", "venue"));
                    arrives(field, seen);
                    assertThat(field.getValue()).containsExactly("press");
                });
    }

    @Test
    void aNameThatCannotBeKeptIsRefusedAndTheOthersStay() {
        open(
                field -> {
                    field.show(Set.of("vip", "t".repeat(Tag.MAX_LENGTH + 1)));
                    ArrayNode typed = (ArrayNode) field.getElement().getPropertyRaw(CHOSEN);
                    field.show(Set.of());
                    arrives(field, typed);
                    assertThat(field.getValue()).containsExactly("vip");
                    assertThat(field.isInvalid()).isTrue();
                    assertThat(field.getErrorMessage()).contains(String.valueOf(Tag.MAX_LENGTH));

                    arrives(field, JacksonUtils.createArrayNode());
                    assertThat(field.isInvalid()).isFalse();
                });
    }

    private void open(Consumer<TagsField> story) {
        host.run(
                host.newWorkspace(),
                () ->
                        story.accept(
                                new TagsField(
                                        new CrmWords(host.bean(Texts.class)),
                                        host.bean(TagService.class))));
    }

    /** As the window sends it. */
    private static void arrives(TagsField field, ArrayNode chosen) {
        try {
            field.getElement()
                    .getNode()
                    .getFeature(ElementPropertyMap.class)
                    .deferredUpdateFromClient(CHOSEN, chosen)
                    .run();
        } catch (PropertyChangeDeniedException e) {
            throw new AssertionError(e);
        }
    }
}
