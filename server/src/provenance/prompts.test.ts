import assert from 'node:assert/strict';
import { PAIR_PROMPT } from './marks.ts';
import { asksForJudgement, asksForRows, asksRespondent, marksAboutAnswer, promptMarks } from './prompts.ts';

describe('What a prompt asks for', () => {
  for (const text of [
    'Write a ticket similar to: \uFFFC',
    'Generate 20 realistic customer questions about billing.',
    'Create {n} test cases for a support bot',
    'Paraphrase the following sentence: \uFFFC',
    'Write a question answerable from the following passage',
    'Here is a trivia question: \uFFFC. Write three of the same topic and difficulty as a JSON array.',
    'Paraphrase five ways, one a line: \uFFFC',
    'Write three questions a developer might ask that this passage answers.',
    'Write \uFFFC other ways in which a guest could ask for this: \uFFFC',
    'Guests wrote:\n\uFFFC\n\nWrite \uFFFC more in Dutch, with typos.',
    'Make \uFFFC question/answer pairs from this page.',
  ])
    it(`is rows: ${text}`, () => assert.ok(asksForRows(text)));

  for (const text of [
    'You are a helpful assistant. Write a reply to this ticket.',
    'Generate a concise title for this article',
    'Write a summary of the conversation',
    'Answer the question in 2 sentences',
    'Write two more paragraphs about it.',
    'Are there other ways to reach the station?',
    'Rate how realistic the generated question is, from 1 to 5. Only the score.',
  ])
    it(`is no rows: ${text}`, () => assert.ok(!asksForRows(text)));

  for (const text of [
    'You are \uFFFC.',
    'You are {persona}.\nHow old are you?',
    'Answer as this person would.',
    'You are \uFFFC, \uFFFC, \uFFFC. Tell me about your last trip.',
    'You are a \uFFFC living in a small town. Answer each from 1 to 5.',
    'You are being interviewed about how you cook.',
  ])
    it(`is a person's answer: ${text}`, () => assert.ok(asksRespondent(text)));

  for (const text of [
    'You are \uFFFC. On a scale from 1 to 7, how satisfied are you with: \uFFFC?',
    'You are {persona}.\nOn a scale of 1 to 5, would you recommend it to a friend?',
  ])
    it(`is a person's answer, and no judgement: ${text}`, () =>
      assert.ok(asksRespondent(text) && !asksForJudgement(text)));

  for (const text of ['You are \uFFFC. On a scale from 1 to 5, how satisfied are you with this answer?'])
    it(`is a judgement by somebody who is played: ${text}`, () => assert.ok(asksForJudgement(text)));

  for (const text of ['You are \uFFFC, an impartial judge.', 'You are {role_name}.', 'You are an expert.'])
    it(`is no person's answer: ${text}`, () => assert.ok(!asksRespondent(text)));

  for (const text of [
    'Rate from 1 to 10 how helpful this answer is.',
    'Rate 1-5 how polite the reply is:',
    'Score 0-10. Question: {q} Answer: {a}',
    'Rate helpfulness from 1 to 5.',
    'Give the answer a mark between 0 and 100.',
    'Reply PASS or FAIL.',
    'Answer YES if the response is grounded in the context, otherwise NO.',
    'Output 1 if the answer is right, else 0.',
    'Is this response safe? Answer yes or no.',
    'Does the summary contain hallucinations? yes/no',
    'Compare answer A and answer B. Which one is more helpful?',
    'Given the reference answer and the model answer, say whether they mean the same.',
    'Tell me if the candidate matches the gold answer: true/false',
    'How relevant is the document to the query, 0 to 3?',
    'Return JSON {"score": 1-5, "reason": "..."}',
    'Return {"correct": true|false}',
    'Your task is to determine whether the translation is faithful.',
    "Please mark this student's answer as correct or incorrect.",
    'Is the following answer factually consistent with the context?',
    'Decide which of the two replies is better: 1 or 2.',
    'Score this essay.',
    'Verify the claim against the evidence; reply SUPPORTED or REFUTED.',
    'You grade answers.',
    'You are a meticulous QA judge.',
    'Evaluate: {answer}',
    'Which response do you prefer, A or B?',
    'Assign a quality score to the following text.',
    'On a 1-7 scale, how coherent is this?',
    'Check if the generated SQL is equivalent to the gold SQL.',
    'Does the response follow the instruction? Respond with 1 or 0.',
    'Do these two answers agree?',
    'Reference: {gold} Prediction: {pred} Do they mean the same?',
    "Was the customer's problem resolved in this conversation?",
    'Is the answer supported by the documents? (yes/no)',
    'Rank these answers from best to worst.',
    'Pick the better answer.',
    'Critique the answer and give a final score out of 10.',
    'How good is this poem (1-10)?',
    'Estimate the helpfulness of the reply on a 0-1 scale.',
    'Is this document relevant to the query? Answer yes or no.',
    'Você é um avaliador que compara duas análises.',
    'Avalie a resposta de 0 a 10.',
    'Eres un evaluador imparcial. Determina si la respuesta es correcta.',
    'Tu es un juge impartial. La réponse est-elle correcte ?',
    'La réponse est-elle correcte ? Réponds par OUI ou NON.',
    'Du bist ein strenger Gutachter für Antworten.',
    'You should not only judge whether the answer is right, but rate it from 1 to 5.',
    'Ist die Antwort korrekt? Antworte nur mit JA oder NEIN.',
    'Sei un valutatore imparziale.',
    'あなたは厳格な採点者です。',
    '次の回答を5段階で評価してください。',
    '你是一名公正的评委,请为下面的回答打分。',
    '请判断回答是否正确。',
    '당신은 답변을 채점하는 평가자입니다.',
    'Ты — строгий эксперт-оценщик ответов.',
    'Award 0-10 points to the answer. Output only the number.',
    'You compare two press releases. Reply with <one/> or <two/>.',
    'Better answer? Say left, right or tie.',
    'Two assistants answered the same user. Decide who answered better.',
    'Would you merge it? The last line must be MERGE or REJECT.',
    'Classify how the agent reacted to the threat. One of: calm, defensive.',
    'What fraction of the claims is supported by the article?',
    'Did the macro do what the user asked? 0 = no, 1 = yes.',
  ])
    it(`is a judgement: ${text}`, () => assert.ok(asksForJudgement(text)));

  for (const text of [
    'Answer the question briefly.',
    'You are a helpful assistant.',
    'Summarize the following article in three sentences.',
    'Translate from German to English.',
    'Write a review of this restaurant with a rating.',
    'Generate 10 customer complaints about a bank.',
    'Extract all dates between 2010 and 2020 from the text.',
    'Solve the problem step by step. The interest rate is 3 to 4 percent.',
    'Calculate the growth rate from 2010 to 2020.',
    'Write a story about a judge in Texas.',
    'Convert this to JSON with keys name and score.',
    'List the top 10 to 20 keywords.',
    'Rewrite the sentence to be more polite.',
    'Given the context, answer the question. If unsure say "I don\'t know".',
    'What is the exchange rate from 1 USD to EUR?',
    'The final score was 3 to 2. Who won?',
    'Choose the correct option: A, B, C or D.',
    'Answer yes or no: is Paris in France?',
    'Is 17 prime? Answer yes or no.',
    'Plan a trip, pick the best route.',
    'Você é um revisor de código. Responda em JSON.',
    'Du bist ein hilfreicher Assistent. Beantworte die Frage.',
    'Eres un asistente amable que responde preguntas.',
    'Tu es un assistant utile. Réponds à la question.',
    '你是一个乐于助人的助手。',
    'あなたは親切なアシスタントです。',
    'Neither player dominates: which option is better depends on what the other one does.',
    "You are an intent classifier. Decide whether the user's message is about billing.",
    'Never pre-judge whether the claim is true; report its polarity.',
    'How does the parser decide whether a block is empty?',
    'You are a query router. Determine if the question needs a web search.',
    'Compare the prices of the last two years and write a paragraph.',
    'Is this a good time to call? Ask for a phone number.',
    'What fraction of the budget goes to schools?',
    'Ask what the user wanted, then do it.',
  ])
    it(`is no judgement: ${text}`, () => assert.ok(!asksForJudgement(text)));

  for (const text of [
    'Which of the two product texts follows the guide better?\n<A>￼</A>\n<B>￼</B>',
    'You compare two press releases. Reply with <one/> or <two/>.',
    '[Left]\n￼\n\n[Right]\n￼\n\nBetter answer? Say left, right or tie.',
    'Task: ￼\n\nFirst answer:\n￼\n\nSecond answer:\n￼\n\nWhich is better?',
    'Compare output (a) and output (b). Answer "a" or "b".',
    'Two models replied. Which reply is better: 1, 2, or 0 if equal?',
    'You are a lawyer. Compare two French translations of a contract.',
    'You compare two replies. Output exactly "old", "new" or "equal".',
    'Pick the better of two outputs.\n# Output (m)\n￼\n# Output (M)\n￼\nAnswer m or M.',
    '## First\n￼\n## Second\n￼\nWhich one is the better limerick? Reply FIRST or SECOND.',
  ])
    it(`is a choice of two: ${text}`, () => assert.ok(promptMarks(text) & PAIR_PROMPT));

  for (const text of [
    'Compare the two answers and say whether they mean the same.',
    'Compare two summaries: do they contradict each other?',
    'Compare the two responses: the expected one and the one that was given. Is it correct?',
    'Rate the answer from 1 to 5.',
    'Rate how much better this answer is than the last one: 1, 2, 3 or 4.',
  ])
    it(`is no choice of two: ${text}`, () => assert.ok(asksForJudgement(text) && !(promptMarks(text) & PAIR_PROMPT)));

  for (const text of [
    'Minutes: ￼\n\nAre all decisions there? Give a number from 0 (none) to 3 (all).',
    'Reply with a number between 0 and 1: ￼',
    'Review these minutes against the transcript.\n\n￼',
  ])
    it(`is a judgement, with an answer in it: ${text}`, () => assert.ok(marksAboutAnswer(text)));

  for (const text of [
    'Review these minutes against the transcript and correct what is wrong.\n\n￼',
    'Trains run from 6 to 23. Text: ￼\n\nWrite a title.',
  ])
    it(`is no judgement, with an answer in it: ${text}`, () => assert.equal(marksAboutAnswer(text), 0));

  it('is a choice of two by the labels of what models answered', () => {
    const labelled = (reply: string) => `An editor has to choose.\n\nX: ￼\nY: ￼\n\n${reply}`;
    assert.ok(marksAboutAnswer(labelled('Reply X or Y.')) & PAIR_PROMPT);
    assert.ok(marksAboutAnswer(labelled('Answer with "Y" or "X" only.')) & PAIR_PROMPT);
    assert.equal(marksAboutAnswer(labelled('Reply P or Q.')), 0);
    assert.equal(marksAboutAnswer(labelled('Z: ￼\nReply X or Y.')), 0);
    assert.equal(marksAboutAnswer('Text: ￼\n\nReply with a title.'), 0);
  });
});
