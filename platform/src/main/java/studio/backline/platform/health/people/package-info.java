/** Whether the people of the house are as safe as it asks of them. */
@NullMarked
package studio.backline.platform.health.people;

import org.jspecify.annotations.NullMarked;
