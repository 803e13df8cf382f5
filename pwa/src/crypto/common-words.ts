/** What people choose first, written down for Kept: words of their own choice, names, teams, and walks over the keys. */

const of = (text: string): readonly string[] => text.trim().split(/\s+/);

export const COMMON_WORDS: readonly string[] = of(`
password passwort motdepasse contrasena senha wachtwoord haslo parola salasana pass passwd pwd passcode
secret geheim private login logon access enter entry open letmein letme welcome willkommen bienvenue hello
hallo hola bonjour admin administrator root user username guest test tester testing demo default changeme
change temp temporary computer internet server system network windows android iphone samsung google facebook
youtube whatsapp instagram tiktok twitter netflix amazon apple microsoft linux ubuntu gmail yahoo hotmail kept
habit habits streak promise promises partner couple together marriage wedding husband wife boyfriend girlfriend
iloveyou iloveu loveyou ilove iloveme love lover lovely loveme forever always darling honey sweetie sweetheart
baby babygirl babyboy angel angels beautiful princess prince queen king kiss kisses heart hearts cutie mylove
tequiero teamo jetaime ichliebedich amor mon amour schatz liebe liebling family familie mother father mommy
daddy mom dad mama papa sister brother sunshine sunflower flower flowers butterfly rainbow unicorn summer winter
spring autumn fall january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday blessed blessing jesus jesuschrist christ god godisgood faith
heaven church bible football baseball basketball soccer hockey tennis golf cricket rugby softball volleyball
swimming chelsea arsenal liverpool everton manchester united mancity barcelona realmadrid madrid juventus milan
bayern dortmund schalke celtic rangers yankees cowboys steelers eagles lakers packers redsox broncos patriots
dragon monkey tiger lion eagle falcon wolf bear shark dolphin panda kitten kitty cat cats dog dogs doggy puppy
bunny rabbit horse horses snoopy ginger buster bailey maggie molly coco lucky max buddy charlie rocky shadow
smokey pepper cookie chocolate cheese banana apple orange cherry strawberry peanut coffee pizza bacon chicken
superman batman spiderman ironman wonderwoman starwars startrek pokemon pikachu minecraft fortnite roblox mario
zelda matrix phoenix master ninja samurai warrior wizard merlin gandalf hobbit harrypotter hogwarts pirate
killer hunter ranger soldier maverick mustang ferrari porsche mercedes corvette camaro yamaha harley toyota honda
michael michelle jennifer jessica ashley amanda daniel david andrew matthew joshua anthony christopher nicholas
robert thomas william james john joseph george richard charles patrick alexander alexandra benjamin samantha
elizabeth victoria nicole natalie stephanie melissa rebecca rachel hannah emily emma olivia sophia sophie
charlotte isabella maria anna laura sarah julia lisa andrea daniela claudia sandra monica veronica patricia
martin peter stefan thomas andreas sebastian florian tobias jordan justin brandon austin dakota taylor madison
hello london newyork newyorkcity paris berlin hamburg munich vienna madrid rome america american england germany
deutschland france espana mexico brasil canada australia india trustno correcthorsebatterystaple correct
battery staple whatever nothing anything something iwill iam myself mypassword thisis thisismy qwerty azerty
qwertz asdf yxcv dontforget donotenter blink metallica nirvana eminem slipknot beatles elvis rockstar rock
music guitar dance dancer player gamer game games freedom success winner champion money cash bitcoin million
diamond gold golden silver purple yellow green blue black white red pink happy smile smiley peace hope dream
dreams star stars moon sun sky fire ice water ocean beach storm thunder lightning power strong super
`);

const WALKS = of(`
12345678901234567890 qwertyuiop asdfghjkl asdfghjklö zxcvbnm qwertzuiop yxcvbnm azertyuiop qsdfghjklm wxcvbn
1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p 1qazxsw23edcvfr45tgbnhy67ujm zaq1xsw2cde3vfr4bgt5nhy6mju7
zaq12wsxcde34rfvbgt5 qazwsxedcrfvtgbyhnujmikolp qawsedrftgyhujikolp 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0
qweasdzxc 123qweasdzxc qwe123asd456zxc789 qwerty123456 asdf1234 1a2b3c4d5e6f7g8h9i0j a1b2c3d4e5f6g7h8i9j0
abcdefghijklmnopqrstuvwxyz 147258369 159357 741852963 963852741 789456123 123654789 1029384756 13579 24680
2468101214 112233445566778899 121212121212 123123123123 1234554321 246813579 !@#$%^&*() !"§$%&/()=
`);

const reversed = (text: string): string => Array.from(text).reverse().join("");

/** Walks over the keys and through the alphabet, both ways. */
export const WALKED: readonly string[] = WALKS.flatMap((walk) => [walk, reversed(walk)]);
