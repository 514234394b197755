/**
 * AI analysis and client code by a MiniMax model.
 *
 * <p>{@link com.aluminatiai.minimax.MinimaxAgent} is the door, {@link
 * com.aluminatiai.minimax.MinimaxSettings} its configuration. Behind it: {@code Switchboard}
 * (circuit breaker, log) lets a conversation begin; {@code AnalysisConversation} is the bounded
 * loop of asking and running tools, {@code ToolBox} the tools on estimation-core; {@code
 * ChatClient} retries, {@code Endpoint} speaks HTTP, {@code ChatReader} tells messages from errors.
 *
 * <p>Every figure comes from estimation-core: of what the model says, only the inputs that the user
 * left open and its advice are taken. Prompts and tool descriptions are resources beside this
 * package. Keys, notes and prompts are never logged.
 */
package com.aluminatiai.minimax;
