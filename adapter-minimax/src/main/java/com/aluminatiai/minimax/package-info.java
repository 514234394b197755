/**
 * AI analysis, and slots of client code, by a MiniMax model.
 *
 * <p>{@link com.aluminatiai.minimax.MinimaxAgent} is the door, {@link
 * com.aluminatiai.minimax.MinimaxSettings} its configuration. Behind it: {@code Switchboard}
 * (circuit breaker, log) lets a conversation begin; {@code AnalysisConversation} is the bounded
 * loop of asking and running tools on a {@code History}, {@code ToolBox} holds the tools on
 * estimation-core, {@code FinalAnswer} checks what the model says in the end; {@code ChatClient}
 * retries, {@code Endpoint} speaks HTTP, {@code ChatReader} tells messages from errors, {@code
 * Trouble} knows what each error asks for.
 *
 * <p>Every figure comes from estimation-core: of what the model says, only the inputs that the user
 * left open and its advice are taken. Prompts and tool descriptions are resources beside this
 * package. Keys, notes and prompts are never logged. The module's README says how to try it without
 * a key, and how to check it with one.
 */
package com.aluminatiai.minimax;
