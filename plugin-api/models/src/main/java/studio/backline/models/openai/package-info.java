/** OpenAI's Java SDK on the one way out. */
@NullMarked
package studio.backline.models.openai;

import org.jspecify.annotations.NullMarked;
