// discord.js with the same answers from constants. Its gateway address comes from GET /gateway/bot.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.BENCHMARK_MODULES + "/");
const { Client, GatewayIntentBits, MessageFlags, ContainerBuilder } = require("discord.js");

const constants = JSON.parse(readFileSync(process.env.BENCHMARK_CONSTANTS, "utf8"));
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.BENCHMARK_API.replace(/\/v\d+$/, "") },
});

const card = (name) => ({
  flags: MessageFlags.IsComponentsV2,
  components: constants[name].map((component) => new ContainerBuilder(component)),
});

client.on("interactionCreate", async (interaction) => {
  if (interaction.isAutocomplete()) await interaction.respond(constants.choices);
  else if (interaction.isButton()) await interaction.reply(card("quote"));
  else await interaction.reply(card(interaction.commandName));
});

process.on("SIGTERM", () => process.exit(0));
await client.login(process.env.BENCHMARK_TOKEN);
